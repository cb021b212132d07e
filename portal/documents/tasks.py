"""What the worker does after an upload."""

from __future__ import annotations

from uuid import UUID

from django.core.files.storage import default_storage
from django.utils import timezone

from portal.documents import developing, page_count, trash_actions
from portal.documents.models import Document
from portal.documents.scanning import checking
from tenants import outbox
from tenants.outbox.models import Event


@outbox.consumer("document.uploaded")
def scan(event: Event) -> None:
    """Have it looked at for viruses, when it waits for that."""
    checking.check(UUID(event.payload["document"]), at=timezone.now())


@outbox.consumer("document.infected")
def destroy(event: Event) -> None:
    """Remove the bytes of a file that was refused."""
    default_storage.delete(event.payload["file"])


@outbox.consumer("document.purged")
def remove(event: Event) -> None:
    """Remove the files of a document that is gone for good."""
    trash_actions.remove_files(event.payload["files"])


@outbox.consumer("document.ready")
def develop(event: Event) -> None:
    """Turn a photograph into a format that every browser shows."""
    developing.develop(UUID(event.payload["document"]))


@outbox.consumer("document.ready")
def count_pages(event: Event) -> None:
    """Write down how many pages a PDF has."""
    document = Document.objects.filter(pk=event.payload["document"]).first()
    if document is None or not document.is_pdf:
        return
    with default_storage.open(document.key) as file:
        document.pages = page_count.of_pdf(file)
    document.save(update_fields=["pages"])
