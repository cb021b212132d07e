"""What the firm's pages ask about visits and recoveries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Value

from portal.support.models import RecoveryNotice, SupportAccess

VISIT, RECOVERY = "visit", "recovery"
SHOWN = 50


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Something that the firm's people should know on every page."""

    kind: str
    pk: UUID
    name: str
    until: datetime


def under_way(at: datetime) -> list[UnderWay]:
    """Who may be visiting now, and which new owner is announced. One query."""
    visits = SupportAccess.objects.in_force(at).values_list(
        Value(VISIT), "pk", "operator_name", "until"
    )
    recoveries = RecoveryNotice.objects.open().values_list(
        Value(RECOVERY), "pk", "owner_name", "due_at"
    )
    return [UnderWay(*row) for row in recoveries.union(visits, all=True)]


def visits() -> list[SupportAccess]:
    """All visits that were ever asked for, the latest first."""
    return list(SupportAccess.objects.latest_first()[:SHOWN])


def recoveries() -> list[RecoveryNotice]:
    """All recoveries, the latest first."""
    return list(RecoveryNotice.objects.order_by("-announced_at", "-pk")[:SHOWN])
