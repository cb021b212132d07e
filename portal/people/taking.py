"""Taking contacts away as a file."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tenants import audit
from tenants.accounts.models import User


@transaction.atomic
def note_export(*, rows: int, by: User, at: datetime) -> None:
    """Write down that somebody took so many contacts."""
    audit.record("contact.exported", None, by=by, at=at, rows=rows)
