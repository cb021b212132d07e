"""A file's name is fit for a page, a header and a disk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.file_names import LENGTH, clean, title_of
from portal.documents.file_types import JPEG, PDF


@pytest.mark.parametrize(
    ("given_name", "cleaned"),
    [
        ("Deed.pdf", "Deed.pdf"),
        ("Overeenkomst Müller & Søn.PDF", "Overeenkomst Müller & Søn.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Laura\\Deed.pdf", "Deed.pdf"),
        ('a "quoted" name.pdf', "a _quoted_ name.pdf"),
        ("two\r\nlines.pdf", "two lines.pdf"),
        ("in\u202evoice fdp.exe", "invoice fdp.exe.pdf"),
        ("nul\x00byte.pdf", "nulbyte.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        (".pdf", "document.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ("a.pdf/", "document.pdf"),
        ("x" * 500 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_cleans(given_name: str, cleaned: str) -> None:
    assert clean(given_name, PDF) == cleaned


def test_the_ending_tells_the_type() -> None:
    assert clean("photo.jpeg", JPEG) == "photo.jpeg"
    assert clean("photo.png", JPEG) == "photo.png.jpg"


@given(st.text(max_size=400))
def test_whatever_comes_the_result_is_plain(name: str) -> None:
    cleaned = clean(name, PDF)

    assert cleaned.isprintable()
    assert len(cleaned) <= LENGTH
    assert not {"/", "\\", '"', "<"} & set(cleaned)
    assert cleaned.lower().endswith(".pdf")
    assert clean(cleaned, PDF) == cleaned
    assert title_of(cleaned)


def test_a_title_is_the_name_without_its_ending() -> None:
    assert title_of("Draft_deed v2.pdf") == "Draft deed v2"
