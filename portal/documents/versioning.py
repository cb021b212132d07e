"""The one way to make a document another file: what it was becomes a version."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from portal.documents.models import Document, Version


@dataclass(frozen=True, kw_only=True)
class NewFile:
    """The facts of a stored file. `stored_as`: the key of its bytes."""

    stored_as: UUID
    file_name: str
    content_type: str
    size: int
    sha256: str
    scan: str
    uploaded_by_id: UUID
    uploaded_at: datetime
    pages: int | None = None


def locked(pk: UUID) -> Document | None:
    """The document, held until the end of the transaction: versions come one after
    another."""
    return Document.objects.select_for_update().filter(pk=pk).first()


def replace(document: Document, new: NewFile) -> None:
    """Put this file in the place of what the document is, as its next version.

    Call it with a document that is `locked`; audit and outbox are the caller's.
    """
    before = {fact: getattr(document, fact) for fact in Document.FACTS}
    Version.objects.create(document=document, stored_as=document.file, **before)
    changed = {**asdict(new), "number": document.number + 1}
    for name, value in changed.items():
        setattr(document, name, value)
    document.save(update_fields=list(changed))
