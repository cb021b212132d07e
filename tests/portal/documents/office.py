"""Small real files of each type that we accept, and some that we do not."""

from __future__ import annotations

import io
import zipfile

from tests.factories import pdf

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(32)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(32)
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(32)


def archive(*names: str, mimetype: str = "") -> bytes:
    """A ZIP archive with files of these names, each with a little text in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        if mimetype:
            opened.writestr("mimetype", mimetype)
        for name in names:
            opened.writestr(name, f"<{name}/>")
    return buffer.getvalue()


TYPES = {
    "application/pdf": pdf(),
    "image/png": PNG,
    "image/jpeg": JPEG,
    "image/heic": HEIC,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": archive(
        "[Content_Types].xml", "_rels/.rels", "word/document.xml"
    ),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": archive(
        "docProps/app.xml", "a.xml", "b.xml", "c.xml", "d.xml", "e.xml",
        "xl/workbook.xml", "[Content_Types].xml",
    ),
    "application/vnd.oasis.opendocument.text": archive(
        "content.xml", mimetype="application/vnd.oasis.opendocument.text"
    ),
}  # fmt: skip

REFUSED = {
    "program": b"MZ\x90\x00" + bytes(64),
    "page": b"<!doctype html><script>alert(1)</script>",
    "archive": archive("anything.txt"),
    "half an archive": archive("[Content_Types].xml", "word/document.xml")[:60],
    "spreadsheet of another maker": archive(
        mimetype="application/vnd.oasis.opendocument.spreadsheet"
    ),
    "text": b"%PD almost",
}
