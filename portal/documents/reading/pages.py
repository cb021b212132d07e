"""Makes the page images of a document, and takes away those of what it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from portal.documents import versioning
from portal.documents.models import Document, PageImage, Preview
from portal.documents.reading import drawing
from tenants import outbox


def make(pk: UUID, *, event: UUID, at: datetime) -> None:
    """Draw what the document is now, unless that is done.

    The keys of the images follow from the event, so one that is delivered again, as
    its worker was killed, writes over what was left. The images are stored first; the
    rows come all at once, when the document is still this file.
    """
    document = Document.objects.kept().filter(pk=pk).first()
    if document is None or not document.is_readable or _is_done(document):
        return
    images, pages = _drawn(document, event)
    if not _keep(document, images, pages, at):
        forget(image.key for image in images)


def keys_of(documents: Collection[UUID]) -> list[str]:
    """The stored images of these documents, for whoever removes the documents."""
    found = PageImage.objects.filter(preview__document__in=documents)
    return [str(pk) for pk in found.values_list("pk", flat=True)]


def forget(keys: Iterable[str]) -> None:
    """Remove stored images. A second time changes nothing."""
    for key in keys:
        default_storage.delete(key)


def _is_done(document: Document) -> bool:
    return Preview.objects.filter(document=document, file=document.file).exists()


def _drawn(document: Document, event: UUID) -> tuple[list[PageImage], int]:
    kind = drawing.KINDS.get(document.content_type)
    if kind is None:
        return [], 0
    images, pages = [], 0
    with default_storage.open(document.key) as file:
        for page in drawing.draw(file, kind, size=document.size):
            images.append(_stored(page, uuid5(event, str(page.number))))
            pages = page.pages
    return images, pages


def _stored(page: drawing.Page, key: UUID) -> PageImage:
    default_storage.delete(str(key))
    default_storage.save(str(key), ContentFile(page.content, str(key)))
    return PageImage(
        id=key,
        number=page.number,
        width=page.width,
        height=page.height,
        size=len(page.content),
    )


@transaction.atomic
def _keep(
    document: Document, images: list[PageImage], pages: int, at: datetime
) -> bool:
    held = versioning.locked(document.pk)
    if held is None or held.file != document.file or _is_done(held):
        return False
    _drop_former(held)
    preview = Preview.objects.create(
        document=held, file=held.file, pages=pages, made_at=at
    )
    for image in images:
        image.preview = preview
    PageImage.objects.bulk_create(images)
    return True


def _drop_former(document: Document) -> None:
    """The rows at once, the objects once that is certain."""
    keys = keys_of([document.pk])
    Preview.objects.filter(document=document).delete()
    if keys:
        outbox.publish("document.pages_gone", keys=keys)
