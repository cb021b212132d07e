"""A part of a file, as RFC 9110, section 14, lets a browser ask for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

_BYTES = re.compile(r"bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})", re.IGNORECASE)


class Unsatisfiable(ValueError):  # noqa: N818  (reads as what happened)
    """There is nothing of the file where it was asked for: 416."""


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of a file: where they begin, and how many."""

    start: int
    length: int

    def of(self, size: int) -> str:
        """Content-Range of a file of this size."""
        return f"bytes {self.start}-{self.start + self.length - 1}/{size}"


def wanted(headers: Mapping[str, str], *, size: int, etag: str) -> Part | None:
    """The part that is asked for; None for all of it. Raises Unsatisfiable.

    What we do not understand, several parts at once among it, is answered with all of
    it (14.2), and so is a part of a file that is another one by now (13.1.5).
    """
    found = _BYTES.fullmatch(headers.get("Range", "").strip())
    if found is None or headers.get("If-Range", etag) != etag:
        return None
    first, last = found.groups()
    if first:
        return _from(int(first), int(last) if last else size - 1, size)
    return _suffix(int(last), size) if last else None


def _from(first: int, last: int, size: int) -> Part | None:
    if first >= size:
        raise Unsatisfiable
    if last < first:
        return None
    return Part(first, min(last, size - 1) - first + 1)


def _suffix(length: int, size: int) -> Part:
    if length == 0 or size == 0:
        raise Unsatisfiable
    return Part(max(size - length, 0), min(length, size))


class Slice:
    """A part of an open file, read once from its beginning."""

    def __init__(self, file: IO[Any], part: Part) -> None:
        self._file = file
        self._left = part.length
        file.seek(part.start)

    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""
        found: bytes = self._file.read(min(size, self._left))
        self._left -= len(found)
        return found

    def close(self) -> None:
        """Close the file."""
        self._file.close()
