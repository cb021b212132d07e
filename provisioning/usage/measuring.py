"""Counts what a firm holds, inside the firm; writes the numbers down in `public`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, Sum

from portal.cases.models import Case
from portal.documents.models import Document
from provisioning.usage.models import Usage
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import CLIENTS, STAFF
from tenants.audit.models import Entry
from tenants.models import Firm, FirmState
from tenants.outbox.models import Delivery

MEASURED = (FirmState.ACTIVE, FirmState.SUSPENDED, FirmState.CLOSING)


def measure(firm: Firm, *, at: datetime) -> Usage:
    """Measure one firm. Outside of any scope; five queries, whatever it holds."""
    with scope.scope(firm):
        numbers = _numbers()
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


def _numbers() -> dict[str, Any]:
    users = User.objects.get_queryset().active()
    return {
        **users.aggregate(
            staff=Count("pk", filter=Q(role__in=STAFF)),
            clients=Count("pk", filter=Q(role__in=CLIENTS)),
        ),
        **Document.objects.aggregate(
            documents=Count("pk"), storage_bytes=Sum("size", default=0)
        ),
        **Delivery.objects.waiting().aggregate(
            outbox_waiting=Count("pk"), outbox_oldest_at=Min("event__created_at")
        ),
        **Entry.objects.aggregate(last_activity_at=Max("at")),
        "cases": Case.objects.count(),
    }
