"""What one does with the log: take a copy."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tenants import audit
from tenants.accounts.models import User


@transaction.atomic
def note_export(*, rows: int, by: User, at: datetime) -> None:
    """Write down that somebody took a copy of the log."""
    audit.record("history.exported", None, by=by, at=at, rows=rows)
