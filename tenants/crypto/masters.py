"""What a master key does: it closes a data key in an envelope, and opens it again.

A provider is a class of its own: a key of the environment here, one that never leaves
AWS KMS in `tenants.crypto.kms`.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tenants.crypto.errors import KeyRefused

NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Label:
    """Whose data key is in the envelope, and by which master key; authenticated."""

    version: int
    owner: str
    master: str

    def __bytes__(self) -> bytes:
        words = ("tablinum data key", str(self.version), self.owner, self.master)
        return "\0".join(words).encode()


class Master(Protocol):
    """A master key, wherever it is."""

    def wrap(self, data_key: bytes, label: Label) -> dict[str, str]:
        """The parts of the envelope that are this provider's. Raises KeyServiceAway."""

    def unwrap(self, envelope: Mapping[str, str], label: Label) -> bytes:
        """The data key. Raises KeyRefused, or KeyServiceAway."""


@dataclass(frozen=True, slots=True)
class LocalMaster:
    """A key of the environment: AES-256-GCM (NIST SP 800-38D)."""

    secret: bytes = field(repr=False)

    def wrap(self, data_key: bytes, label: Label) -> dict[str, str]:
        """A nonce and the wrapped key, in base64."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        wrapped = AESGCM(self.secret).encrypt(nonce, data_key, bytes(label))
        return {
            "nonce": base64.b64encode(nonce).decode(),
            "key": base64.b64encode(wrapped).decode(),
        }

    def unwrap(self, envelope: Mapping[str, str], label: Label) -> bytes:
        """The data key. Raises KeyRefused."""
        try:
            nonce = base64.b64decode(envelope["nonce"], validate=True)
            wrapped = base64.b64decode(envelope["key"], validate=True)
            return AESGCM(self.secret).decrypt(nonce, wrapped, bytes(label))
        except (InvalidTag, KeyError, ValueError, TypeError):
            raise KeyRefused(f"The key file of {label.owner} does not open.") from None
