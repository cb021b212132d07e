"""What has been in the trash for its time is removed for good."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from portal.documents.models import Document, DocumentQuerySet
from portal.documents.models.document import KEPT_IN_TRASH
from portal.documents.reading import pages
from portal.people.days import day_of
from tenants import audit, outbox

BATCH = 200  # documents in one go


def purge(at: datetime) -> int:
    """Remove for good what has been in the trash for its time, a batch of it, in the
    firm in force; how many documents. Not of a case under legal hold, nor of one that
    is closed and must still be kept.

    The rows go first, with an event that removes the bytes: a crash in between leaves
    the event, and the removal is done again until it is done.
    """
    keys = _over(at).order_by("deleted_at").values_list("pk", flat=True)
    found = list(keys[:BATCH])
    return sum(_purge(key, at) for key in found)


def remove_files(files: Collection[str]) -> None:
    """Remove stored files whose rows are gone. What is gone already is no error."""
    for file in files:
        default_storage.delete(file)


def _over(at: datetime) -> DocumentQuerySet:
    may_go = Q(case__closed_at=None) | Q(case__retain_until__lt=day_of(at))
    found = Document.objects.trashed().filter(may_go, case__legal_hold=False)
    return found.filter(deleted_at__lte=at - KEPT_IN_TRASH)


@transaction.atomic
def _purge(key: UUID, at: datetime) -> bool:
    """Asked again under a lock: it may have been brought back, or be held by now."""
    found = _over(at).filter(pk=key).select_for_update(of=("self", "case"))
    for document in (held := list(found.select_related("case"))):
        files = {document.key, *(each.key for each in document.versions.all())}
        files |= {*pages.keys_of([key])}
        case = str(document.case_id)
        audit.record("document.purged", document, by=None, at=at, case=case)
        document.delete()
        outbox.publish("document.purged", document=key, files=sorted(files))
    return bool(held)
