"""How many pages a PDF has."""

from __future__ import annotations

import logging
from typing import IO, Any

from pypdf import PdfReader

log = logging.getLogger(__name__)


def of_pdf(file: IO[Any]) -> int | None:
    """The number of pages, or None when the file cannot be read as a PDF.

    A PDF comes from outside and may be broken in any way; pypdf then raises whatever
    it stumbled over. Such a document is listed without a number, and opens or not.
    """
    try:
        return len(PdfReader(file).pages)
    except Exception as error:  # noqa: BLE001
        log.info("a PDF's pages could not be counted: %s", type(error).__name__)
        return None
