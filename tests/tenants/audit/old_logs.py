"""A firm's log of several years, in its tables."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from tenants import scope
from tenants.audit import anchors, rows, sealing
from tenants.audit.findings import Report
from tenants.audit.log import StoredLog
from tenants.audit.models import Entry
from tenants.audit.removing import remove_piece
from tenants.audit.terms import CHOSEN
from tenants.audit.verifying import verify
from tenants.models import Firm
from tests.tenants.audit.logs import key_at

DAY = timedelta(days=1)
BATCH = 4


def write(firm: Firm, *, days_ago: int, count: int = BATCH) -> list[UUID]:
    """So many entries of that day, in a seal of their own; their keys."""
    at = timezone.now() - days_ago * DAY
    keys = [key_at(at, number) for number in range(count)]
    with scope.scope(firm):
        for number, key in enumerate(keys):
            Entry.objects.create(
                id=key, at=at + timedelta(seconds=number), action="case.viewed",
                actor_name="Laura", target_type="portal_cases.case",
                details={"days": days_ago},
            )  # fmt: skip
        seal(at=at + timedelta(minutes=1))
    return keys


def choose(firm: Firm, years: int, *, days_ago: int) -> None:
    """An owner's choice of that day, sealed."""
    at = timezone.now() - days_ago * DAY
    with scope.scope(firm):
        Entry.objects.create(
            id=key_at(at, 9_000), at=at, action=CHOSEN, actor_name="Olivia",
            details={"years": years},
        )  # fmt: skip
        seal(at=at)


def seal(*, at: datetime) -> None:
    """Whatever waits, in the schema in force."""
    sealing.seal(at=at, since=rows.EVER)


def remove(firm: Firm) -> int:
    """A piece, with the owner's rights."""
    with scope.as_owner(firm.schema_name):
        return remove_piece(at=timezone.now())


def look(firm: Firm) -> Report:
    """What verify_audit sees."""
    with scope.scope(firm):
        return verify(str(firm.pk), StoredLog(), anchors.here(), at=timezone.now())
