"""A stored file that is read: only the chunks that are asked for, each one proven."""

from __future__ import annotations

import io
from typing import Protocol

from tenants.crypto.stream import CHUNK_BYTES
from tenants.storage import sealing
from tenants.storage.extent import Extent
from tenants.storage.head import HEAD_BYTES, Head


class Stored(Protocol):
    """What lies in a folder or a bucket, by its places."""

    @property
    def size(self) -> int:
        """In bytes."""

    def read(self, start: int, length: int) -> bytes:
        """So many bytes from there; fewer at the end."""

    def close(self) -> None:
        """Nothing more will be read."""


class Opened(io.RawIOBase):
    """The bytes as they were saved, from any place, one chunk in memory.

    A byte is given out after its chunk's tag was checked. Raises DecryptionError for a
    chunk that was changed, and at the end for a file that was cut or grew.
    """

    def __init__(
        self, stored: Stored, *, key: str, chunk_bytes: int = CHUNK_BYTES
    ) -> None:
        self._stored = stored
        head = Head.read(stored.read(0, HEAD_BYTES), chunk_bytes=chunk_bytes)
        self._stream = sealing.stream_of(head, key)
        self._extent = Extent.of_stored(stored.size, chunk_bytes=chunk_bytes)
        self._place = 0
        self._number = -1
        self._chunk = b""

    @property
    def size(self) -> int:
        """In bytes, as the stored length says; proven when the last chunk is read."""
        return self._extent.size

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go on reading from there; costs nothing until it is read."""
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self.size}
        self._place = origin[whence] + offset
        if self._place < 0:
            raise ValueError("There is nothing before the beginning.")
        return self._place

    def tell(self) -> int:
        """Where reading goes on."""
        return self._place

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Up to the end of a chunk; 0 at the end of the file."""
        number, within = divmod(self._place, self._extent.chunk_bytes)
        if self._place >= self.size:
            self._open(self._extent.chunks - 1)
            return 0
        part = memoryview(self._open(number))[within : within + len(buffer)]
        buffer[: len(part)] = part
        self._place += len(part)
        return len(part)

    def readall(self) -> bytes:
        """The rest, chunk by chunk."""
        return b"".join(iter(lambda: self.read(self._extent.chunk_bytes) or b"", b""))

    def close(self) -> None:
        """Let go of the folder's file."""
        if not self.closed:
            self._stored.close()
        super().close()

    def _open(self, number: int) -> bytes:
        if number != self._number:
            start, length = self._extent.of_chunk(number)
            sealed = self._stored.read(start, length)
            is_last = self._extent.is_last(number)
            self._chunk = self._stream.open(number, sealed, is_last=is_last)
            self._number = number
        return self._chunk


def opened(stored: Stored, *, key: str) -> Opened:
    """Read what is stored under this key. Raises CryptoError; then it is closed."""
    try:
        return Opened(stored, key=key)
    except BaseException:
        stored.close()
        raise
