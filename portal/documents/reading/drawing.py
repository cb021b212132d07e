"""Has a file drawn by a process of its own, and takes from it no more than images."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from portal.documents import file_types
from portal.documents.reading import child

SCRIPT = Path(child.__file__)
MAX_IMAGE = 20 * 1024 * 1024
KINDS = {
    file_types.PDF.content_type: "pdf",
    file_types.JPEG.content_type: "image",
    file_types.PNG.content_type: "image",
    file_types.HEIC.content_type: "image",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page as WebP, of so many in the file."""

    number: int
    pages: int
    width: int
    height: int
    content: bytes


def draw(
    file: IO[Any], kind: str, *, size: int, seconds: float = child.SECONDS
) -> Iterator[Page]:
    """Page after page, one in memory at a time; fewer when the file is broken, closed
    by a password, or takes longer than that. The process gets the pieces that it asks
    for, so nothing of the file lies on the disk.
    """
    process = subprocess.Popen(
        [sys.executable, "-I", str(SCRIPT), kind, str(size)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        bufsize=0,
    )
    with _over(process, seconds):
        yield from _pages(process, file)


class _over:  # noqa: N801  (reads as a word)
    """Whatever happens, the process is over with the block, or after its time."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._timer = threading.Timer(seconds, process.kill)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()


def _pages(process: subprocess.Popen[bytes], file: IO[Any]) -> Iterator[Page]:
    """What is whole and in its order; nothing after what is not."""
    wanted = 1
    with io.BufferedReader(cast("io.RawIOBase", process.stdout)) as said:
        while kind := said.read(1):
            if kind == b"R" and _answer(said, process, file):
                continue
            page = _page(said) if kind == b"P" else None
            if page is None or page.number != wanted:
                return
            yield page
            wanted += 1


def _answer(said: IO[bytes], process: subprocess.Popen[bytes], file: IO[Any]) -> bool:
    """Give the piece of the file that was asked for, unless nobody waits for it."""
    head = said.read(child.READ.size)
    if len(head) < child.READ.size:
        return False
    start, length = child.READ.unpack(head)
    if length > child.PIECE:
        return False
    file.seek(start)
    left = memoryview(file.read(length))
    pipe = cast("io.RawIOBase", process.stdin)
    try:
        while left:
            left = left[pipe.write(left) :]
    except BrokenPipeError:
        return False
    return True


def _page(said: IO[bytes]) -> Page | None:
    head = said.read(child.HEAD.size)
    if len(head) < child.HEAD.size:
        return None
    number, pages, width, height, length = child.HEAD.unpack(head)
    content = said.read(length) if 0 < length <= MAX_IMAGE else b""
    if len(content) < length or content[8:12] != b"WEBP":
        return None
    return Page(number, pages, width, height, content)
