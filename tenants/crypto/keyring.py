"""The master keys, which wrap the data keys of the firms. First is current.

An older one stays in the ring until every data key was wrapped anew, see
`keystore.rewrap_all`. Settings read it from the environment while they are being made,
so nothing of Django is needed here.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from tenants.crypto.errors import KeyRingError

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class KmsKey:
    """A key of AWS KMS, by its ARN (of a key or an alias)."""

    arn: str

    @property
    def region(self) -> str:
        """Where it is: the fourth part of an ARN."""
        return self.arn.split(":")[3]


MasterKey = tuple[str, bytes | KmsKey]
KeyRing = tuple[MasterKey, ...]

KMS = "kms:"

_ARN = re.compile(r"arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/[\w/-]+")
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


def parse(text: str) -> KeyRing:
    """Read `id:base64,id:kms:arn`, current first. Raises KeyRingError.

    The errors name the position and the identifier, never the key.
    """
    ring = tuple(_entry(part, place) for place, part in enumerate(text.split(","), 1))
    identifiers = [identifier for identifier, _secret in ring]
    if len(set(identifiers)) != len(identifiers):
        raise KeyRingError("Two master keys have the same identifier.")
    if len({secret for _identifier, secret in ring}) != len(ring):
        raise KeyRingError("Two master keys are the same under different identifiers.")
    return ring


def current(ring: KeyRing) -> MasterKey:
    """The master key that wraps what is made now."""
    if not ring:
        raise KeyRingError("There is no master key.")
    return ring[0]


def secret_of(ring: KeyRing, identifier: str) -> bytes | KmsKey | None:
    """The master key of that name, or None when it is no longer in the ring."""
    return dict(ring).get(identifier)


def _entry(part: str, place: int) -> MasterKey:
    identifier, colon, encoded = part.strip().partition(":")
    if not colon or not _IDENTIFIER.fullmatch(identifier):
        raise KeyRingError(
            f"Master key {place} must read id:base64, where the id is made of "
            "lower case letters, digits, - and _."
        )
    if encoded.startswith(KMS):
        return identifier, _kms_key(identifier, encoded.removeprefix(KMS))
    try:
        secret = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise KeyRingError(f"Master key {identifier} is not base64.") from None
    if len(secret) != KEY_BYTES:
        raise KeyRingError(
            f"Master key {identifier} has {len(secret)} bytes instead of {KEY_BYTES}."
        )
    return identifier, secret


def _kms_key(identifier: str, arn: str) -> KmsKey:
    if not _ARN.fullmatch(arn):
        raise KeyRingError(f"Master key {identifier} is not the ARN of a key of KMS.")
    return KmsKey(arn)
