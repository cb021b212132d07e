"""Exports are kept for a while only: they hold everything."""

from __future__ import annotations

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from portal.subscription.models import Export, ExportState
from tenants import audit


def remove_expired(*, at: datetime) -> int:
    """Remove the files whose time is over; their number.

    The file goes first: a crash in between leaves a row that is found again.
    """
    expired = list(Export.objects.expired(at))
    for export in expired:
        default_storage.delete(export.key)
        _note_removed(export, at=at)
    return len(expired)


@transaction.atomic
def _note_removed(export: Export, *, at: datetime) -> None:
    export.state = ExportState.REMOVED
    export.save(update_fields=["state"])
    audit.record("firm.export_removed", export, by=None, at=at)
