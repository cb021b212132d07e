"""What the worker does after an upload."""

from __future__ import annotations

from django.core.files.storage import default_storage

from portal.documents import page_count
from portal.documents.models import Document
from tenants import outbox
from tenants.outbox.models import Event


@outbox.consumer("document.uploaded")
def count_pages(event: Event) -> None:
    """Write down how many pages a PDF has."""
    document = Document.objects.filter(pk=event.payload["document"]).first()
    if document is None or not document.is_pdf:
        return
    with default_storage.open(document.key) as file:
        document.pages = page_count.of_pdf(file)
    document.save(update_fields=["pages"])
