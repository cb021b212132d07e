"""Data that only its firm can read, and only in the place it was written for.

What is made: a version byte, a nonce of 96 bits, and the AES-256-GCM ciphertext with
its tag. Owner, purpose and the caller's `aad` (which row and column it is for) are
authenticated: bytes moved to another firm, column or row do not open. Nonces are
random, which is good for 2**32 messages per purpose and firm (SP 800-38D, 8.3).
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tenants.crypto import owners
from tenants.crypto.derivation import derive
from tenants.crypto.errors import DecryptionError

VERSION = b"\x01"
NONCE_BYTES = 12
TAG_BYTES = 16


def encrypt(purpose: str, data: bytes, *, aad: bytes) -> bytes:
    """Seal data for the owner in force."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = _cipher(purpose).encrypt(nonce, data, _bound(purpose, aad))
    return VERSION + nonce + sealed


def decrypt(purpose: str, sealed: bytes, *, aad: bytes) -> bytes:
    """Open what `encrypt` sealed with the same words. Raises DecryptionError."""
    if sealed[:1] != VERSION or len(sealed) < 1 + NONCE_BYTES + TAG_BYTES:
        raise DecryptionError("This was not encrypted here.")
    nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return _cipher(purpose).decrypt(nonce, rest, _bound(purpose, aad))
    except InvalidTag:
        raise DecryptionError(
            "This was encrypted for something else, or changed."
        ) from None


def _cipher(purpose: str) -> AESGCM:
    return AESGCM(derive(f"encrypt:{purpose}"))


def _bound(purpose: str, aad: bytes) -> bytes:
    # lengths in front, so that no two lists of parts give the same bytes
    parts = (VERSION, owners.current().encode(), purpose.encode(), aad)
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)
