"""The first bytes of a stored file: its format, and what makes its key its own.

    magic (8) | version (1) | chunk size (4) | salt (32) | nonce prefix (7)

docs/storage.md tells it byte by byte.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Self

from tenants.crypto import DecryptionError
from tenants.crypto.stream import CHUNK_BYTES, PREFIX_BYTES

MAGIC = b"TABLFILE"
VERSION = b"\x01"
SIZE_BYTES = 4
SALT_BYTES = 32
HEAD_BYTES = len(MAGIC) + len(VERSION) + SIZE_BYTES + SALT_BYTES + PREFIX_BYTES


@dataclass(frozen=True, slots=True)
class Head:
    """Authenticated with each chunk, so none of it can be changed."""

    salt: bytes
    prefix: bytes
    chunk_bytes: int = CHUNK_BYTES

    @classmethod
    def new(cls) -> Self:
        """For a file that is written now."""
        return cls(secrets.token_bytes(SALT_BYTES), secrets.token_bytes(PREFIX_BYTES))

    @classmethod
    def read(cls, text: bytes, *, chunk_bytes: int = CHUNK_BYTES) -> Self:
        """That of a stored file. Raises DecryptionError for anything else.

        There is no reading of a file that is not encrypted: whoever can write to the
        bucket could otherwise put his own file in the place of ours.
        """
        known = MAGIC + VERSION + chunk_bytes.to_bytes(SIZE_BYTES, "big")
        if len(text) != HEAD_BYTES or not text.startswith(known):
            raise DecryptionError("This is not a file that was encrypted here.")
        salt, prefix = text[len(known) : -PREFIX_BYTES], text[-PREFIX_BYTES:]
        return cls(salt, prefix, chunk_bytes)

    def __bytes__(self) -> bytes:
        size = self.chunk_bytes.to_bytes(SIZE_BYTES, "big")
        return MAGIC + VERSION + size + self.salt + self.prefix
