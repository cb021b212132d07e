"""Writes what was decided into the firm's own row, and wakes those who wait for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from portal.addresses import hearing
from portal.addresses.hearing import News
from tenants import scope
from tenants.domains import checking, claims, standing, verdicts
from tenants.domains.models import ENDED, Certificate, Claim, ClaimState
from tenants.models import FirmState

TAKEN_FOR = timedelta(minutes=1)  # a check that was sent, and may have been lost
BATCH = 200
WITHOUT_TABLES = (FirmState.REQUESTED, FirmState.PROVISIONING, FirmState.ERASED)


def tell(key: UUID, *, at: datetime) -> None:
    """Bring the firm's row up to date. May run twice."""
    with scope.public():
        claim = Claim.objects.select_related("firm__plan").filter(pk=key).first()
        if claim is None or claim.firm.state in WITHOUT_TABLES:
            return
        claims.promote(claim, at=at)
        news = _news(claim)
    with scope.scope(claim.firm):
        is_watched = hearing.hear(news, at=at)
    with scope.public():
        Claim.objects.filter(pk=key).update(told_at=at)
        if is_watched and not news.is_live:
            soon = at + verdicts.SOONEST
            Claim.objects.open().filter(pk=key, next_check_at__gt=soon).update(
                next_check_at=soon
            )


def check(key: UUID, *, at: datetime) -> None:
    """Ask DNS, draw the conclusions, tell the firm."""
    with scope.public():
        claim = Claim.objects.open().filter(pk=key).first()
    if claim is None:
        return
    report = checking.check(claim.host, claim.token)
    with scope.public():
        verdicts.settle(key, report, at=at)
    tell(key, at=at)


def take_due(*, at: datetime) -> list[UUID]:
    """The claims whose DNS should be asked for now. Nobody else takes them."""
    with scope.public(), transaction.atomic():
        due = Claim.objects.due(at).select_for_update(skip_locked=True)
        keys = list(due.order_by("next_check_at").values_list("pk", flat=True)[:BATCH])
        Claim.objects.filter(pk__in=keys).update(next_check_at=at + TAKEN_FOR)
        return keys


def untold() -> list[UUID]:
    """The claims whose certificate was looked at since the firm was told."""
    looked_at = Certificate.objects.filter(
        host=OuterRef("host"), probed_at__gt=OuterRef("told_at")
    )
    with scope.public():
        verified = Claim.objects.filter(state=ClaimState.VERIFIED)
        fresh = verified.filter(Exists(looked_at)).values_list("pk", flat=True)
        return list(fresh[:BATCH])


def _news(claim: Claim) -> News:
    certificate = Certificate.objects.filter(host=claim.host).first()
    is_known = certificate is not None and claim.state not in ENDED
    return News(
        key=claim.pk,
        host=claim.host,
        token=claim.token,
        state=claim.state,
        end_reason=claim.end_reason,
        report=claim.report,
        created_at=claim.created_at,
        checked_at=claim.checked_at,
        verified_at=claim.verified_at,
        wrong_since=claim.wrong_since,
        ended_at=claim.ended_at,
        warnings=claim.warnings,
        is_live=standing.is_live(claim),
        certificate_state=certificate.state if certificate and is_known else "waiting",
        certificate_issuer=certificate.issuer if certificate and is_known else "",
        certificate_until=certificate.not_after if certificate and is_known else None,
        certificate_reason=certificate.reason if certificate and is_known else "",
    )
