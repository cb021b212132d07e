"""What the worker and the operators' pages ask about visits and recoveries."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from provisioning.support.models import Recovery, Visit
from tenants import scope


def unsettled_visits(at: datetime) -> list[UUID]:
    """Visits to look at again."""
    with scope.public():
        return list(Visit.objects.unsettled(at).values_list("pk", flat=True))


def unsettled_recoveries() -> list[UUID]:
    """Recoveries to look at again."""
    with scope.public():
        return list(Recovery.objects.unsettled().values_list("pk", flat=True))


def due_recoveries(at: datetime) -> list[UUID]:
    """Recoveries whose time has come."""
    with scope.public():
        return list(Recovery.objects.due(at).values_list("pk", flat=True))
