"""Which stored files are those of documents, for the sweep."""

from __future__ import annotations

from collections.abc import Iterator

from portal.documents.models import Document, PageImage, Scan, Version
from tenants.storage import known


def register() -> None:
    """Let the sweep know them."""
    known.register(known.Knower(feature="documents", folder="", names=names))


def names() -> Iterator[str]:
    """Of documents, in the trash too, of their versions, and of the images of their
    pages. What held a virus has no file any more."""
    for model in (Document, Version):
        rows = model.objects.exclude(scan=Scan.INFECTED).only("pk", "stored_as")
        yield from (row.key for row in rows.iterator(chunk_size=2000))
    images = PageImage.objects.only("pk")
    yield from (image.key for image in images.iterator(chunk_size=2000))
