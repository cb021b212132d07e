"""A stream that only its firm can read, whole and in order, or not at all.

The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizar 2015) over AES-256-GCM:
chunks of 1 MiB, each with its number and whether it is the last one in its nonce. A
chunk that is moved, left out, repeated or changed does not open, nor does a file that
ends too early or goes on too long.

    magic (8) | format (1) | salt (32) | chunk + tag (16) | chunk + tag | ...

Each file has a key of its own, derived from the firm's key and the salt, so a counter
is a good nonce. The file's name is authenticated with each chunk: a file put in
another one's place does not open either.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from provisioning.backup.damage import Damaged

MAGIC = b"TABLINUM"
FORMAT = b"\x01"
SALT_BYTES = 32
HEAD_BYTES = len(MAGIC) + len(FORMAT) + SALT_BYTES
CHUNK_BYTES = 1024 * 1024
TAG_BYTES = 16


class Readable(Protocol):
    """A file that is read from its beginning to its end."""

    def read(self, size: int = ..., /) -> bytes:
        """At most so many bytes; none at the end."""


def seal(data: Iterable[bytes], *, key: bytes, name: str) -> Iterator[bytes]:
    """The sealed file of this name: its head, then its chunks."""
    head = MAGIC + FORMAT + secrets.token_bytes(SALT_BYTES)
    cipher, bound = _cipher(key, head), head + name.encode()
    yield head
    for number, (chunk, is_last) in enumerate(_marked(_chunks(data))):
        yield cipher.encrypt(_nonce(number, is_last=is_last), chunk, bound)


def open_sealed(file: Readable, *, key: bytes, name: str) -> Iterator[bytes]:
    """The data of a sealed file. Raises Damaged, at the latest at its end."""
    head = _exactly(file, HEAD_BYTES)
    if len(head) < HEAD_BYTES or not head.startswith(MAGIC + FORMAT):
        raise Damaged(f"{name} is not a file of a backup.")
    cipher, bound = _cipher(key, head), head + name.encode()
    sealed = iter(lambda: _exactly(file, CHUNK_BYTES + TAG_BYTES), b"")
    number = -1
    for number, (chunk, is_last) in enumerate(_marked(sealed)):
        try:
            yield cipher.decrypt(_nonce(number, is_last=is_last), chunk, bound)
        except InvalidTag:
            raise Damaged(
                f"{name} does not open: chunk {number} was changed, cut or moved, or "
                "the key is another one."
            ) from None
    if number < 0:
        raise Damaged(f"{name} is cut.")


def _cipher(key: bytes, head: bytes) -> AESGCM:
    kdf = HKDF(hashes.SHA256(), length=32, salt=head, info=b"backup file")
    return AESGCM(kdf.derive(key))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _chunks(data: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in chunks of equal length; an empty one when there are none."""
    rest = bytearray()
    is_empty = True
    for part in data:
        rest += part
        while len(rest) >= CHUNK_BYTES:
            yield bytes(rest[:CHUNK_BYTES])
            del rest[:CHUNK_BYTES]
            is_empty = False
    if rest or is_empty:
        yield bytes(rest)


def _marked(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each chunk, and whether it is the last one."""
    before = next(chunks, None)
    for chunk in chunks:
        if before is not None:
            yield before, False
        before = chunk
    if before is not None:
        yield before, True


def _exactly(file: Readable, size: int) -> bytes:
    """So many bytes, or fewer at the end of the file."""
    found = bytearray()
    while len(found) < size and (part := file.read(size - len(found))):
        found += part
    return bytes(found)
