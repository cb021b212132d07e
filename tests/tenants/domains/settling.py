"""Claims that have come so far, and what follows from one check."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tenants.domains import claims, verdicts
from tenants.domains.checking import Report
from tenants.domains.models import Claim
from tenants.models import Domain, Firm
from tenants.outbox.models import Event
from tests.tenants.domains.reports import RIGHT, WRONG

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
HOST = "portal.example.be"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def claimed(firm: Firm, at: datetime = NOW) -> Claim:
    return claims.claim(firm, HOST, by=None, at=at)


def settled(claim: Claim, found: Report, at: datetime) -> Claim:
    verdicts.settle(claim.pk, found, at=at)
    return Claim.objects.get(pk=claim.pk)


def verified(firm: Firm) -> Claim:
    return settled(claimed(firm), RIGHT, NOW)


def topics() -> list[str]:
    return list(Event.objects.values_list("topic", flat=True).order_by("created_at"))


def answers(firm: Firm) -> bool:
    return Domain.objects.filter(domain=HOST, tenant=firm).exists()


def suspended(firm: Firm) -> Claim:
    claim = settled(verified(firm), WRONG, NOW)
    return settled(claim, WRONG, NOW + 14 * DAY)
