"""A file that holds a virus goes, and the firm is told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portal.documents import searching
from portal.documents.models import READABLE, Document, Scan, Version
from portal.documents.scanning import rows
from portal.documents.scanning.notice import INFECTED
from portal.notifications import actions as notices
from tenants import audit, outbox


def refuse(document: Document, *, file: UUID, at: datetime) -> None:
    """Mark the file as infected, go back to the version before, and have the bytes
    destroyed. Call it in a transaction that holds the document."""
    rows.mark(document, file, Scan.INFECTED)
    if document.file == file:
        _go_back(document)
    case = document.case_id
    audit.record("document.infected", document, by=None, at=at, case=str(case))
    outbox.publish("document.infected", document=document.pk, file=file)
    notices.tell(INFECTED, subject=document.pk, place=case, by=None, at=at)


def _go_back(document: Document) -> None:
    """Be again what it was before; nothing, when there was nothing before."""
    before = Version.objects.filter(document=document, scan__in=READABLE)
    found = before.order_by("-number").first()
    if found is None:
        return
    for fact in Document.FACTS:
        setattr(document, fact, getattr(found, fact))
    document.stored_as = None if found.file == document.pk else found.file
    searching.remember(document)
    document.save(update_fields=[*Document.FACTS, "stored_as", "search_text"])
    found.delete()
