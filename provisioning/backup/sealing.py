"""A stream that only its firm can read, whole and in order, or not at all.

The STREAM construction of `tenants.crypto.stream`, in chunks of 1 MiB: a chunk that is
moved, left out, repeated or changed does not open, nor does a file that ends too early
or goes on too long.

    magic (8) | format (1) | salt (32) | chunk + tag (16) | chunk + tag | ...

Each file has a key of its own, derived from the firm's key and the salt, so a counter
is a good nonce. The file's name is authenticated with each chunk: a file put in
another one's place does not open either.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from typing import Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from provisioning.backup.damage import Damaged
from tenants.crypto import stream
from tenants.crypto.errors import DecryptionError
from tenants.crypto.stream import CHUNK_BYTES, TAG_BYTES, Stream

MAGIC = b"TABLINUM"
FORMAT = b"\x01"
SALT_BYTES = 32
HEAD_BYTES = len(MAGIC) + len(FORMAT) + SALT_BYTES


class Readable(Protocol):
    """A file that is read from its beginning to its end."""

    def read(self, size: int = ..., /) -> bytes:
        """At most so many bytes; none at the end."""


def seal(data: Iterable[bytes], *, key: bytes, name: str) -> Iterator[bytes]:
    """The sealed file of this name: its head, then its chunks."""
    head = MAGIC + FORMAT + secrets.token_bytes(SALT_BYTES)
    sealing = _stream(key, head, head + name.encode())
    yield head
    for number, (chunk, is_last) in enumerate(stream.marked(stream.chunks(data))):
        yield sealing.seal(number, chunk, is_last=is_last)


def open_sealed(file: Readable, *, key: bytes, name: str) -> Iterator[bytes]:
    """The data of a sealed file. Raises Damaged, at the latest at its end."""
    head = _exactly(file, HEAD_BYTES)
    if len(head) < HEAD_BYTES or not head.startswith(MAGIC + FORMAT):
        raise Damaged(f"{name} is not a file of a backup.")
    opening = _stream(key, head, head + name.encode())
    sealed = iter(lambda: _exactly(file, CHUNK_BYTES + TAG_BYTES), b"")
    number = -1
    for number, (chunk, is_last) in enumerate(stream.marked(sealed)):
        try:
            yield opening.open(number, chunk, is_last=is_last)
        except DecryptionError as error:
            raise Damaged(f"{name} does not open: {error}") from None
    if number < 0:
        raise Damaged(f"{name} is cut.")


def _stream(key: bytes, head: bytes, bound: bytes) -> Stream:
    kdf = HKDF(hashes.SHA256(), length=32, salt=head, info=b"backup file")
    return Stream(kdf.derive(key), bound=bound)


def _exactly(file: Readable, size: int) -> bytes:
    """So many bytes, or fewer at the end of the file."""
    found = bytearray()
    while len(found) < size and (part := file.read(size - len(found))):
        found += part
    return bytes(found)
