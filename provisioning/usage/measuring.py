"""Counts what a firm holds, inside the firm; writes the numbers down in `public`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q

from portal.cases.models import Case
from portal.documents import storing
from portal.documents.models import Document
from provisioning.usage.models import Usage
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import CLIENTS, STAFF
from tenants.audit.models import Entry
from tenants.models import Firm, FirmState
from tenants.outbox.delivering import first_due
from tenants.outbox.models import Delivery

MEASURED = (FirmState.ACTIVE, FirmState.SUSPENDED, FirmState.CLOSING)


def measure(firm: Firm, *, at: datetime) -> Usage:
    """Measure one firm. Outside of any scope; five queries, whatever it holds."""
    with scope.scope(firm):
        numbers = _numbers(at)
    with scope.public():
        usage, _is_new = Usage.objects.update_or_create(
            firm=firm, defaults={**numbers, "measured_at": at}
        )
    return usage


def firms() -> list[Firm]:
    """Those that have tables to count, longest not measured first."""
    with scope.public():
        found = Firm.objects.filter(state__in=MEASURED)
        return list(found.order_by("usage__measured_at"))


def _numbers(at: datetime) -> dict[str, Any]:
    users = User.objects.get_queryset().active()
    return {
        **users.aggregate(
            staff=Count("pk", filter=Q(role__in=STAFF)),
            clients=Count("pk", filter=Q(role__in=CLIENTS)),
        ),
        "documents": Document.objects.count(),
        "storage_bytes": storing.taken(),
        **_outbox(at),
        **Entry.objects.aggregate(last_activity_at=Max("at")),
        "cases": Case.objects.count(),
    }


def _outbox(at: datetime) -> dict[str, Any]:
    """What is due or was tried in vain, and since when the first of it is due. What is
    held, for an undo or for a reminder in months, is not late."""
    tried = Q(due_at__lte=at) | Q(attempts__gt=0)
    found = Delivery.objects.waiting().filter(tried).values_list("attempts")
    groups = list(found.annotate(Count("pk"), Min("due_at")).order_by())
    return {
        "outbox_waiting": sum(count for _attempts, count, _due in groups),
        "outbox_oldest_at": min(
            (first_due(due_at, attempts) for attempts, _count, due_at in groups),
            default=None,
        ),
    }
