"""The trash: thirty days in which what was deleted can be brought back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction

from portal.documents import actions
from portal.documents.models import Document, DocumentQuerySet
from portal.documents.models.document import KEPT_IN_TRASH
from tenants import audit, outbox
from tenants.accounts.models import User

BATCH = 200  # documents in one go of the nightly removal


@transaction.atomic
def trash(*, documents: Collection[UUID], by: User, at: datetime) -> int:
    """Put them into the trash; how many it were. Clients see them no longer, at once:
    their shares end, and bringing a document back does not bring back its share."""
    held = _held(Document.objects.live(), documents)
    for document in held:
        actions.unshare(document=document, by=by, at=at)
        document.deleted_at, document.deleted_by = at, by
        document.save(update_fields=["deleted_at", "deleted_by"])
        document.case.touch(at)
        _note("trashed", document, by=by, at=at)
    return len(held)


@transaction.atomic
def restore(*, documents: Collection[UUID], by: User, at: datetime) -> int:
    """Bring them back, internal; how many it were."""
    held = _held(Document.objects.trashed(), documents)
    for document in held:
        document.deleted_at = document.deleted_by = None
        document.save(update_fields=["deleted_at", "deleted_by"])
        document.case.touch(at)
        _note("restored", document, by=by, at=at)
    return len(held)


def purge(at: datetime) -> int:
    """Remove for good what has been in the trash for its time, a batch of it, in the
    firm in force; how many documents. Not of a case under legal hold.

    The rows go first, with an event that removes the bytes: a crash in between leaves
    the event, and the removal is done again until it is done.
    """
    over = Document.objects.trashed().filter(deleted_at__lte=at - KEPT_IN_TRASH)
    keys = over.filter(case__legal_hold=False).order_by("deleted_at")
    found = list(keys.values_list("pk", flat=True)[:BATCH])
    return sum(_purge(key, at) for key in found)


def remove_files(files: Collection[str]) -> None:
    """Remove stored files whose rows are gone. What is gone already is no error."""
    for file in files:
        default_storage.delete(file)


@transaction.atomic
def _purge(key: UUID, at: datetime) -> bool:
    held = _held(Document.objects.trashed(), [key])
    for document in held:
        files = {document.key, *(each.key for each in document.versions.all())}
        case = str(document.case_id)
        audit.record("document.purged", document, by=None, at=at, case=case)
        document.delete()
        outbox.publish("document.purged", document=key, files=sorted(files))
    return bool(held)


def _held(found: DocumentQuerySet, keys: Collection[UUID]) -> list[Document]:
    """Always in one order: two people who delete the same ones do not block each
    other."""
    held = found.filter(pk__in=keys).select_for_update(of=("self",)).order_by("pk")
    return list(held.select_related("case"))


def _note(what: str, document: Document, *, by: User, at: datetime) -> None:
    case = str(document.case_id)
    audit.record(f"document.{what}", document, by=by, at=at, case=case)
    outbox.publish(f"document.{what}", document=document.pk)
