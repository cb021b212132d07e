"""Prints the demo's documents: real PDFs of several pages, and one image."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typst
from django.utils import formats, translation

FOLDER = Path(__file__).parent / "papers"


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """What a sheet says of the firm and the case."""

    firm: str
    address: str
    colour: str
    reference: str
    language: str


def printed(source: str, file_name: str, head: Letterhead, *, at: datetime) -> bytes:
    """The bytes of papers/<source>.typ, in the format of the file name's ending."""
    with translation.override(head.language):
        date = formats.date_format(at, "DATE_FORMAT")
    details = {**vars(head), "date": date}
    made = typst.compile(
        FOLDER / f"{source}.typ",
        root=FOLDER,
        format="png" if file_name.endswith(".png") else "pdf",
        ppi=110,
        timestamp=at.replace(microsecond=0),
        sys_inputs={"details": json.dumps(details)},
    )
    if not isinstance(made, bytes):
        raise TypeError(f"{source} must fit on one page to be an image.")
    return made
