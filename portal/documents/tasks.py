"""What the worker does after an upload."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task
from django.core.files.storage import default_storage
from django.utils import timezone

from portal.documents import developing, page_count, purging, sweeping
from portal.documents.models import Document
from portal.documents.reading import pages
from portal.documents.scanning import checking
from tenants import outbox, scope
from tenants.models import Firm
from tenants.outbox.models import Event
from tenants.tasks import FleetTask


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
    purging.remove_files(event.payload["files"])


@shared_task(name="documents.purge", base=FleetTask)
def purge() -> int:
    """Empty the trash of what has lain there for its time, in every firm."""
    with scope.public():
        firms = list(Firm.objects.filter(state="active"))
    removed = 0
    for firm in firms:
        with scope.scope(firm):
            removed += purging.purge(timezone.now())
    return removed


@shared_task(name="documents.sweep", base=FleetTask)
def sweep() -> int:
    """Have the files of every firm looked through, and ask the scanner again for what
    it never answered."""
    with scope.public():
        firms = list(Firm.objects.filter(state="active"))
    for firm in firms:
        with scope.scope(firm):
            sweep_firm.delay()
    return len(firms)


@shared_task(name="documents.sweep_firm")
def sweep_firm() -> None:
    """The same for one firm."""
    checking.ask_again()
    sweeping.sweep(timezone.now())


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


@outbox.consumer("document.ready")
def draw(event: Event) -> None:
    """Make the images of its pages."""
    key = UUID(event.payload["document"])
    pages.make(key, event=event.pk, at=timezone.now())


@outbox.consumer("document.pages_gone")
def forget_pages(event: Event) -> None:
    """Remove the images of what the document was."""
    pages.forget(event.payload["keys"])
