"""A HEIC photograph becomes a JPEG: the document's next version, so that the picture
as it came stays in the history."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import IO
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from portal.documents import photos, searching, versioning
from portal.documents.file_types import HEIC, JPEG
from portal.documents.models import Document
from tenants import outbox
from tenants.keys import uuid7


def develop(pk: UUID) -> None:
    """Turn the document into a JPEG, when it is a photograph that can be."""
    document = Document.objects.kept().filter(pk=pk).first()
    if document is None or not _is_undeveloped(document):
        return
    with default_storage.open(document.key) as file:
        made = photos.to_jpeg(file, size=document.size)
    if made is not None:
        with made:
            _keep(document, made)


def _keep(document: Document, made: IO[bytes]) -> None:
    """Stored first; removed again when the document is another file by now."""
    new = _facts(document, made)
    default_storage.save(str(new.stored_as), File(made, new.file_name))
    try:
        is_kept = _replace(document, new)
    except BaseException:
        default_storage.delete(str(new.stored_as))
        raise
    if not is_kept:
        default_storage.delete(str(new.stored_as))


@transaction.atomic
def _replace(document: Document, new: versioning.NewFile) -> bool:
    held = versioning.locked(document.pk)
    if held is None or held.file != document.file:
        return False
    versioning.replace(held, new)
    searching.remember(held)
    held.save(update_fields=["search_text"])
    outbox.publish("document.ready", document=held.pk)
    return True


def _facts(document: Document, made: IO[bytes]) -> versioning.NewFile:
    """Of the picture that we made: whose it is, and since when, stays as it was."""
    digest = hashlib.file_digest(made, "sha256")  # type: ignore[arg-type]
    size = made.tell()
    made.seek(0)
    return versioning.NewFile(
        stored_as=uuid7(),
        file_name=f"{PurePosixPath(document.file_name).stem}{JPEG.endings[0]}",
        content_type=JPEG.content_type,
        size=size,
        sha256=digest.hexdigest(),
        scan=document.scan,
        uploaded_by_id=document.uploaded_by_id,
        uploaded_at=document.uploaded_at,
    )


def _is_undeveloped(document: Document) -> bool:
    """Not one that somebody restored: that is wanted as it came."""
    is_photo = document.is_readable and document.content_type == HEIC.content_type
    return is_photo and not any(
        version.file == document.file for version in document.versions.all()
    )
