"""The STREAM construction: long data in chunks, which open in their places alone.

Hoang, Reyhanitabar, Rogaway, Vizar, "Online Authenticated-Encryption and its
Nonce-Reuse Misuse-Resistance" (CRYPTO 2015), over AES-256-GCM. The nonce of a chunk is

    prefix (7) | its number, from 0 (4, big endian) | 1 for the last one, else 0 (1)

so a chunk that is moved, left out, repeated or changed does not open, nor does a file
that ends too early or goes on too long. A key is for one file only: counting nonces
never repeat under it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tenants.crypto.errors import DecryptionError

CHUNK_BYTES = 1024 * 1024
TAG_BYTES = 16
PREFIX_BYTES = 7
NO_PREFIX = bytes(PREFIX_BYTES)


class Stream:
    """The chunks of one file. `bound` is authenticated with each of them."""

    def __init__(self, key: bytes, *, bound: bytes, prefix: bytes = NO_PREFIX) -> None:
        self._cipher = AESGCM(key)
        self._bound = bound
        self._prefix = prefix

    def seal(self, number: int, chunk: bytes, *, is_last: bool) -> bytes:
        """The chunk with this number, encrypted, its tag behind it."""
        place = nonce(self._prefix, number, is_last=is_last)
        return self._cipher.encrypt(place, chunk, self._bound)

    def open(self, number: int, sealed: bytes, *, is_last: bool) -> bytes:
        """What `seal` was given for this place. Raises DecryptionError."""
        place = nonce(self._prefix, number, is_last=is_last)
        try:
            return self._cipher.decrypt(place, sealed, self._bound)
        except InvalidTag:
            raise DecryptionError(
                f"Chunk {number} was changed, cut or moved, or the key is another one."
            ) from None


def nonce(prefix: bytes, number: int, *, is_last: bool) -> bytes:
    """The place of a chunk in its file. Raises OverflowError past 4 PiB."""
    return prefix + number.to_bytes(4, "big") + bytes([is_last])


def chunks(data: Iterable[bytes], size: int = CHUNK_BYTES) -> Iterator[bytes]:
    """The same bytes in chunks of equal length; an empty one when there are none."""
    rest = bytearray()
    is_empty = True
    for part in data:
        rest += part
        while len(rest) >= size:
            yield bytes(memoryview(rest)[:size])
            del rest[:size]
            is_empty = False
    if rest or is_empty:
        yield bytes(rest)


def marked(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each chunk, and whether it is the last one."""
    before = next(chunks, None)
    for chunk in chunks:
        if before is not None:
            yield before, False
        before = chunk
    if before is not None:
        yield before, True
