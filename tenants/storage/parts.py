"""Parts, as they are made, in the shape of a file that is read once."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any


class Parts(io.RawIOBase):
    """For an upload that goes on while its content is made."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = iter(parts)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """It is, once."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Up to the end of a part; 0 behind the last one."""
        while not self._rest:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._rest = memoryview(part)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
