"""What has been in the trash for its time is removed for good."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction

from portal.documents.models import Document
from portal.documents.models.document import KEPT_IN_TRASH
from portal.documents.reading import pages
from tenants import audit, outbox

BATCH = 200  # documents in one go


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
    found = Document.objects.trashed().filter(pk=key).select_for_update(of=("self",))
    for document in (held := list(found.select_related("case"))):
        files = {document.key, *(each.key for each in document.versions.all())}
        files |= {*pages.keys_of([key])}
        case = str(document.case_id)
        audit.record("document.purged", document, by=None, at=at, case=case)
        document.delete()
        outbox.publish("document.purged", document=key, files=sorted(files))
    return bool(held)
