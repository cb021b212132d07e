"""The end of a look, whatever ended it: written down exactly once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from portal.viewing.models import Viewing
from tenants import audit

STOPPED, SIGNED_OUT, ANOTHER = "stopped", "signed out", "another"


@transaction.atomic
def end(viewing: Viewing, *, why: str, at: datetime) -> None:
    """Take the row away. A second time, and at the same moment, nothing happens."""
    if Viewing.objects.filter(pk=viewing.pk).delete()[0]:
        by = viewing.viewer
        audit.record("viewing.ended", viewing.client, by=by, at=at, why=why)
