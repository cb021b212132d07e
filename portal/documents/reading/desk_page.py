"""What a document's page on the desk shows of reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.documents.models import Document
from portal.documents.reading.reader import reading
from portal.documents.reading.receipts import receipts


def context(document: Document) -> Mapping[str, Any]:
    """For documents/reading/_pages.html and _receipts.html. A constant number of
    queries; the document is fetched by `with_rows`."""
    return {
        "reading": reading(document, url="desk:documents:page"),
        "receipts": receipts(document),
    }
