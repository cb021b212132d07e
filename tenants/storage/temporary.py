"""What is too large for memory and not stored yet lies on the disk encrypted, too.

The key is made with the file and lives in this process only: whoever copies the disk,
or finds it in a drawer, has noise. Python's `tempfile` would write in clear; lint bans
it outside of this package.
"""

from __future__ import annotations

import io
import os
import secrets
import tempfile
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tenants.crypto import DecryptionError

CHUNK_BYTES = 256 * 1024
NONCE_BYTES, TAG_BYTES = 12, 16


if TYPE_CHECKING:

    class _File(io.RawIOBase, BinaryIO):
        """What typeshed says of the files of `io`, and not of their base."""

else:
    _File = io.RawIOBase


class SealedTemporaryFile(_File):
    """Like `tempfile.TemporaryFile()`: it has no name, and goes when it is closed.

    Chunks are sealed by AES-256-GCM, each time with a new random nonce, so that one may
    be written again; its number is authenticated with it. One chunk is in memory.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  (see close)
        self._cipher = AESGCM(AESGCM.generate_key(256))
        self._nonces: dict[int, bytes] = {}
        self._size = self._place = 0
        self._number, self._chunk, self._is_changed = 0, bytearray(), False

    def readable(self) -> bool:
        """It is."""
        return True

    def writable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go on from there. Raises ValueError before the beginning, or past the end."""
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}
        place = origin[whence] + offset
        if not 0 <= place <= self._size:
            raise ValueError("There is nothing at this place.")
        self._place = place
        return place

    def tell(self) -> int:
        """Where it goes on."""
        return self._place

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes, or all that are left. Raises DecryptionError."""
        rest = self._size - self._place
        left = rest if size is None or size < 0 else min(size, rest)
        parts = []
        while left:
            part = self._part(left)
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def readall(self) -> bytes:
        """All that are left."""
        return self.read()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Up to the end of a chunk; 0 at the end."""
        part = self._part(len(buffer)) if self._place < self._size else b""
        buffer[: len(part)] = part
        return len(part)

    def write(self, data: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        """All of it. Raises OSError when the disk is full."""
        left = memoryview(data).cast("B")
        while left:
            number, within = divmod(self._place, CHUNK_BYTES)
            self._turn_to(number)
            part = left[: CHUNK_BYTES - within]
            self._chunk[within : within + len(part)] = part
            self._is_changed = True
            self._place += len(part)
            self._size = max(self._size, self._place)
            left = left[len(part) :]
        return len(memoryview(data).cast("B"))

    def close(self) -> None:
        """Let go of it; its bytes are lost."""
        if not self.closed:
            self._file.close()
            self._chunk, self._is_changed = bytearray(), False
        super().close()

    def _part(self, most: int) -> bytes:
        number, within = divmod(self._place, CHUNK_BYTES)
        self._turn_to(number)
        part = bytes(self._chunk[within : within + most])
        self._place += len(part)
        return part

    def _turn_to(self, number: int) -> None:
        if number != self._number:
            self._seal()
            self._number, self._chunk = number, self._opened(number)

    def _seal(self) -> None:
        if self._is_changed:
            nonce = secrets.token_bytes(NONCE_BYTES)
            sealed = self._cipher.encrypt(nonce, self._chunk, _name(self._number))
            _write_at(self._file.fileno(), sealed, _place_of(self._number))
            self._nonces[self._number], self._is_changed = nonce, False

    def _opened(self, number: int) -> bytearray:
        length = min(CHUNK_BYTES, self._size - number * CHUNK_BYTES)
        if length <= 0:
            return bytearray()
        sealed = os.pread(self._file.fileno(), length + TAG_BYTES, _place_of(number))
        try:
            opened = self._cipher.decrypt(self._nonces[number], sealed, _name(number))
        except InvalidTag:
            raise DecryptionError("A temporary file was changed.") from None
        return bytearray(opened)


def _name(number: int) -> bytes:
    return number.to_bytes(8, "big")


def _place_of(number: int) -> int:
    return number * (CHUNK_BYTES + TAG_BYTES)


def _write_at(handle: int, data: bytes, place: int) -> None:
    left = memoryview(data)
    while left:
        written = os.pwrite(handle, left, place)
        left, place = left[written:], place + written
