"""A file on its way out of the process: encrypted, for one firm and one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tenants import crypto
from tenants.crypto import stream
from tenants.crypto.stream import Stream
from tenants.storage.head import Head

PURPOSE = "files"
INFO = b"tablinum file\0"


def seal(
    data: Iterable[bytes], *, key: str, head: Head | None = None
) -> Iterator[bytes]:
    """What is stored under this key (`<firm's uuid>/<name>`) for these bytes.

    The firm's key is asked for before anything is given out: without one nothing is
    written. Raises CryptoError.
    """
    head = head or Head.new()
    return _sealed(data, head, stream_of(head, key))


def stream_of(head: Head, key: str) -> Stream:
    """The cipher of one file of the firm in force.

    Its key is made from the firm's data key, the random salt in the head, and where the
    file lies: moved to another name or another firm it does not open.
    """
    info = INFO + key.encode()
    kdf = HKDF(hashes.SHA256(), length=32, salt=head.salt, info=info)
    secret = kdf.derive(crypto.derive(PURPOSE))
    return Stream(secret, bound=bytes(head), prefix=head.prefix)


def _sealed(data: Iterable[bytes], head: Head, sealing: Stream) -> Iterator[bytes]:
    yield bytes(head)
    parts = stream.marked(stream.chunks(data, head.chunk_bytes))
    for number, (chunk, is_last) in enumerate(parts):
        yield sealing.seal(number, chunk, is_last=is_last)
