"""The platform's signature under a record of erasure: Ed25519 (RFC 8032).

The private key is derived from the platform's data key, so it is nowhere to be stolen
by itself, and a rotation of the master keys does not change it.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from tenants import crypto

PURPOSE = "erasure records"


def canonical(statement: dict[str, Any]) -> str:
    """The one way to write it: sorted keys, no blanks, as RFC 8785 does for these."""
    return json.dumps(
        statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def sign(text: str) -> str:
    """The signature in base64. In `public()`."""
    return _text(_private().sign(text.encode()))


def public_key() -> str:
    """Who signs here, in base64. In `public()`."""
    return _text(_private().public_key().public_bytes_raw())


def is_signed(text: str, *, signature: str, public_key: str) -> bool:
    """Whether the holder of this key signed this text."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key))
        key.verify(base64.b64decode(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _private() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(crypto.derive(PURPOSE))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
