"""The file of the journey is a real PDF."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from infra.journey.document import SIZE, new_pdf


def test_it_is_a_pdf_of_one_page_and_five_megabytes() -> None:
    file = new_pdf("deed.pdf")

    reader = PdfReader(BytesIO(file.content), strict=True)
    assert len(reader.pages) == 1
    assert "Draft deed of sale" in reader.pages[0].extract_text()
    assert len(file.content) > SIZE


def test_no_two_are_the_same() -> None:
    assert new_pdf("a.pdf").content != new_pdf("a.pdf").content
