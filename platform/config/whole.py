"""A body that ends before its announced length is no body.

The server gives what came until the connection broke, as if that was all of it; Django
would then take the beginning of a file for the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Environment = dict[str, Any]
Application = Callable[[Environment, Any], Iterable[bytes]]


class BrokenOff(OSError):  # noqa: N818  (reads as what happened)
    """The connection broke before all had come."""


class Body:
    """`wsgi.input`, which raises BrokenOff where it would end too early."""

    def __init__(self, stream: Any, announced: int) -> None:
        self._stream = stream
        self._left = announced

    def read(self, size: int = -1) -> bytes:
        """Some of it."""
        return self._counted(self._stream.read(size), wanted=size)

    def readline(self, size: int = -1) -> bytes:
        """A line of it."""
        return self._counted(self._stream.readline(size), wanted=size)

    def _counted(self, piece: bytes, *, wanted: int) -> bytes:
        self._left -= len(piece)
        if not piece and wanted != 0 and self._left > 0:
            raise BrokenOff("The connection broke.")
        return piece


def whole(application: Application) -> Application:
    """The application, behind such a body wherever a length is announced."""

    def guarded(environ: Environment, start_response: Any) -> Iterable[bytes]:
        announced = environ.get("CONTENT_LENGTH") or ""
        if announced.isdigit():
            environ["wsgi.input"] = Body(environ["wsgi.input"], int(announced))
        return application(environ, start_response)

    return guarded
