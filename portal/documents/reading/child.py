"""Draws one file, in a process of its own: `python child.py pdf|image SIZE`.

The decoders are native code, and what they get is a stranger's. So this process has no
environment, no more memory and time than `limit` lets it, and knows nothing of us. On
stdout it asks for bytes of the file ("R", where, how many), which come in on stdin, or
gives a page ("P", five numbers, a WebP image). So the file lies nowhere in clear. It
ends where something is wrong, and what went out until then stands.
"""

from __future__ import annotations

import io
import os
import resource
import struct
import sys
from collections.abc import Iterator
from typing import IO, Any

from PIL import Image, ImageOps

READ = struct.Struct(">QI")  # where, how many bytes
HEAD = struct.Struct(">5I")  # page, pages in all, width, height, bytes
PIECE = 256 * 1024
MAX_PAGES = 300
MAX_WIDTH = 1400  # pixels: a column on a large screen, sharp on a phone
MAX_HEIGHT = 5600
MAX_ENLARGED = 6  # of a tiny page
MAX_PIXELS = 50_000_000  # of a picture, before it is made smaller
MEMORY = 1024 * 1024 * 1024
SECONDS = 150
QUALITY = 80
EFFORT = 2  # of 6: a third larger than JPEG at 0, half of it at 2, no better above


class Asked(io.RawIOBase):
    """The file, of which each piece is asked for."""

    def __init__(self, source: IO[bytes], sink: IO[bytes], size: int) -> None:
        self._source, self._sink, self._size = source, sink, size
        self._place = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go on from there."""
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}
        self._place = max(0, origin[whence] + offset)
        return self._place

    def tell(self) -> int:
        """Where it goes on."""
        return self._place

    def readinto(self, buffer: Any) -> int:
        """At most a piece; 0 at the end."""
        length = max(0, min(len(buffer), PIECE, self._size - self._place))
        if length:
            self._sink.write(b"R" + READ.pack(self._place, length))
            self._sink.flush()
            found = self._source.read(length)
            if len(found) < length:
                raise EOFError
            buffer[:length] = found
            self._place += length
        return length


def limit() -> None:
    """For good: a process may not raise these again."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(what, (most, most))


def pages_of_pdf(file: IO[bytes]) -> Iterator[tuple[int, Image.Image]]:
    """Each page, with how many there are. What was filled into a form is drawn too."""
    import pypdfium2  # noqa: PLC0415  (not needed for pictures)

    pdf = pypdfium2.PdfDocument(file)
    pdf.init_forms()
    for index in range(min(len(pdf), MAX_PAGES)):
        page = pdf[index]
        width, height = page.get_size()
        scale = min(MAX_WIDTH / width, MAX_HEIGHT / height, MAX_ENLARGED)
        yield len(pdf), page.render(scale=scale).to_pil().convert("RGB")
        page.close()


def picture(file: IO[bytes]) -> Iterator[tuple[int, Image.Image]]:
    """The picture, upright, no larger than is read, on white where it is clear."""
    import pillow_heif  # noqa: PLC0415

    pillow_heif.register_heif_opener()
    found = Image.open(file)
    if found.width * found.height > MAX_PIXELS:
        return
    found.draft("RGB", (MAX_WIDTH, MAX_HEIGHT))
    found.thumbnail((max(MAX_WIDTH, MAX_HEIGHT),) * 2)
    upright = ImageOps.exif_transpose(found)
    upright.thumbnail((MAX_WIDTH, MAX_HEIGHT))
    clear = upright.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    drawn = Image.alpha_composite(white, clear).convert("RGB")
    drawn.info = {"icc_profile": upright.info.get("icc_profile")}
    yield 1, drawn


DRAWERS = {"pdf": pages_of_pdf, "image": picture}


def main(kind: str, size: int) -> None:
    """Draw what comes in; see above."""
    limit()
    source = os.fdopen(0, "rb", closefd=False)
    sink = os.fdopen(1, "wb", closefd=False)
    file: Any = io.BufferedReader(Asked(source, sink, size), PIECE)
    for number, (pages, image) in enumerate(DRAWERS[kind](file), start=1):
        made = io.BytesIO()
        profile = image.info.get("icc_profile")
        image.save(made, "WEBP", quality=QUALITY, method=EFFORT, icc_profile=profile)
        content = made.getvalue()
        sink.write(b"P" + HEAD.pack(number, pages, *image.size, len(content)))
        sink.write(content)
        sink.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
