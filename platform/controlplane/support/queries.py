"""What the operators' pages about support show."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet

from provisioning.support.models import (
    STOPPABLE,
    Recovery,
    RecoveryState,
    Visit,
    VisitState,
)
from tenants.models import Firm

SHOWN = 50
TONES: Mapping[str, str] = {
    VisitState.REQUESTED: "",
    VisitState.GRANTED: "ok",
    VisitState.REFUSED: "bad",
    VisitState.ENDED: "",
    RecoveryState.CONFIRMED: "warn",
    RecoveryState.DONE: "ok",
    RecoveryState.CANCELLED: "",
}


def visits() -> QuerySet[Visit]:
    """All visits with firm and operator, the latest first."""
    return Visit.objects.select_related("firm", "operator").latest_first()


def recoveries() -> list[Recovery]:
    """The recoveries, those under way before the others."""
    rows = Recovery.objects.select_related("firm", "requested_by", "confirmed_by")
    found = list(rows.latest_first()[:SHOWN])
    return sorted(found, key=lambda each: each.state not in STOPPABLE)


def firm_named(key: str) -> Firm | None:
    """The firm of a `?firm=` in an address."""
    try:
        return Firm.objects.filter(pk=UUID(key)).first()
    except ValueError:
        return None
