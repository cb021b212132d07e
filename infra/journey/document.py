"""A PDF that nobody has seen before: the bytes that come back tell whose it is."""

import os

from infra.journey.browser import File

SIZE = 5 * 1024 * 1024
TEXT = b"BT /F1 24 Tf 72 720 Td (%s) Tj ET"
SAYS = b"Draft deed of sale"


def new_pdf(name: str, *, says: bytes = SAYS, padding: bytes | None = None) -> File:
    """Return a valid one-page PDF 1.7, padded with random bytes to over 5 MB."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        _stream(TEXT % says),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        _stream(os.urandom(SIZE) if padding is None else padding),
    )
    return File(name, "application/pdf", _file(objects))


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _file(objects: tuple[bytes, ...]) -> bytes:
    """Number the objects and write where each begins (ISO 32000-1, 7.5)."""
    whole = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    starts = []
    for number, content in enumerate(objects, 1):
        starts.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(whole)
    count = len(objects) + 1
    whole += b"xref\n0 %d\n0000000000 65535 f \n" % count
    whole += b"".join(b"%010d 00000 n \n" % start for start in starts)
    whole += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n" % count
    whole += b"%d\n%%%%EOF\n" % table
    return bytes(whole)
