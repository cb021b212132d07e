"""Which hosts should be looked at. In `public()`."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from tenants.domains.models import Certificate
from tenants.models import Domain, FirmState

# As provisioning.ask.oracle.SERVED: hosts that show something.
SERVED = (FirmState.ACTIVE, FirmState.SUSPENDED, FirmState.CLOSING)


def is_served(host: str) -> bool:
    """Whether the edge may have a certificate for it."""
    return host == settings.PLATFORM_HOST or served().filter(domain=host).exists()


def due(at: datetime, *, limit: int) -> list[str]:
    """Hosts to look at now, those that were never looked at first.

    A host without a row is due too: its message to warm it may have been lost.
    """
    row = Certificate.objects.filter(host=OuterRef("domain"))
    waiting = (
        served()
        .annotate(look_at=Subquery(row.values("next_probe_at")))
        .filter(Q(look_at=None) | Q(look_at__lte=at))
        .order_by(F("look_at").asc(nulls_first=True), "domain")
    )
    found = list(waiting.values_list("domain", flat=True)[:limit])
    return [*_platform(at), *found]


def served() -> QuerySet[Domain]:
    """Host names of firms whose door is there."""
    return Domain.objects.filter(tenant__state__in=SERVED)


def _platform(at: datetime) -> list[str]:
    rows = Certificate.objects.filter(host=settings.PLATFORM_HOST)
    is_known = rows.filter(next_probe_at__gt=at).exists()
    return [] if is_known else [settings.PLATFORM_HOST]
