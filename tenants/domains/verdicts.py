"""What follows from a check: each one transaction, in `public`.

    waiting -> owned -> verified <-> suspended      lost, released: the end

A name is its firm's with the first ownership record that is found (`owned`), and
answers when address and CAA are right too (`verified`). DNS that is wrong for two weeks
makes it dark (`suspended`) until it is right again. Silence of resolvers changes
nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, models, transaction

from tenants import outbox
from tenants.domains import claims, refusals, standing
from tenants.domains.checking import Report, part_of
from tenants.domains.models import ENDED, Claim, ClaimState, EndReason

GIVEN_UP_AFTER = timedelta(days=30)
SUSPENDED_AFTER = timedelta(days=14)
RELEASED_AFTER = timedelta(days=90)  # of wrong DNS
WARNED_AFTER = (timedelta(days=1), timedelta(days=7))

SOONEST, LATEST = timedelta(seconds=10), timedelta(hours=1)
WHILE_RIGHT = timedelta(days=7)
WHILE_WRONG = timedelta(hours=1)
WHILE_SUSPENDED = timedelta(hours=6)


@transaction.atomic
def settle(key: UUID, report: Report, *, at: datetime) -> Claim | None:
    """Draw the conclusions of a check. None when the claim is gone or has ended."""
    claim = _with_rivals_locked(key)
    if claim is None or claim.state in ENDED:
        return None
    before = claim.state
    claim.report, claim.checked_at = report.as_json(at=at), at
    if claim.state in (ClaimState.VERIFIED, ClaimState.SUSPENDED):
        _keep_or_suspend(claim, report, at)
    else:
        _win_or_wait(claim, report, at)
    if claim.state not in ENDED:
        claim.next_check_at = at + wait_after(claim, report, at)
        claim.save()
    if claim.state != before:
        claims.decided(claim, f"domain.{claim.state}", by=None, at=at)
    return claim


def wait_after(claim: Claim, report: Report, at: datetime) -> timedelta:
    """How long until DNS is asked again: a tenth of a new claim's age, 10 s to 1 h."""
    if claim.state == ClaimState.SUSPENDED:
        return WHILE_SUSPENDED
    if claim.state == ClaimState.VERIFIED:
        return WHILE_RIGHT if report.is_ok else WHILE_WRONG
    return min(max((at - claim.created_at) / 10, SOONEST), LATEST)


def _with_rivals_locked(key: UUID) -> Claim | None:
    """The claim; all open claims of its host are locked in one order, so that two that
    are proven at the same moment follow each other."""
    host = Claim.objects.filter(pk=key).values("host")
    rivals = Claim.objects.filter(host__in=host).open().order_by("pk")
    return next((one for one in rivals.select_for_update() if one.pk == key), None)


def _win_or_wait(claim: Claim, report: Report, at: datetime) -> None:
    if report.ownership.is_wrong and claim.state == ClaimState.OWNED:
        claim.state = ClaimState.WAITING  # the record went away before all was right
    if report.ownership.is_ok and claim.state == ClaimState.WAITING:
        _win(claim, at)
    if claim.state == ClaimState.OWNED and report.is_ok:
        _open(claim, at)
    elif claim.state not in ENDED and at - claim.created_at >= GIVEN_UP_AFTER:
        claims.end(claim, EndReason.NEVER_PROVEN, at=at)


def _win(claim: Claim, at: datetime) -> None:
    """The first to prove it has it. The unique constraint decides between two."""
    if refusals.hold_of_another(claim.firm, claim.host, at=at):
        return
    _overtake_suspended(claim, at)
    try:
        with transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(state=ClaimState.OWNED)
    except IntegrityError:
        claims.end(claim, EndReason.PROVEN_ELSEWHERE, at=at)
        return
    claim.state = ClaimState.OWNED
    for rival in _rivals(claim).filter(state=ClaimState.WAITING):
        _lose(rival, at)


def _overtake_suspended(claim: Claim, at: datetime) -> None:
    """A name that was sold: the old firm's record is gone, the new one's is there."""
    for rival in _rivals(claim).filter(state=ClaimState.SUSPENDED):
        if part_of(rival.report, "ownership").is_wrong:
            _lose(rival, at)


def _rivals(claim: Claim) -> models.QuerySet[Claim]:
    return Claim.objects.open().filter(host=claim.host).exclude(pk=claim.pk)


def _lose(rival: Claim, at: datetime) -> None:
    claims.end(rival, EndReason.PROVEN_ELSEWHERE, at=at)
    claims.decided(rival, "domain.lost", by=None, at=at)


def _open(claim: Claim, at: datetime) -> None:
    claim.state = ClaimState.VERIFIED
    claim.verified_at, claim.wrong_since, claim.warnings = at, None, 0
    standing.open_host(claim)
    outbox.publish("domain.verified", claim=claim.pk)


def _keep_or_suspend(claim: Claim, report: Report, at: datetime) -> None:
    if report.is_ok:
        claim.wrong_since, claim.warnings = None, 0
        if claim.state == ClaimState.SUSPENDED:
            _open(claim, at)
    elif report.is_wrong:
        claim.wrong_since = claim.wrong_since or at
        _grow_worse(claim, at - claim.wrong_since, at)


def _grow_worse(claim: Claim, wrong_for: timedelta, at: datetime) -> None:
    if wrong_for >= RELEASED_AFTER:
        claims.end(claim, EndReason.WRONG_TOO_LONG, at=at)
    elif wrong_for >= SUSPENDED_AFTER and claim.state == ClaimState.VERIFIED:
        claim.state = ClaimState.SUSPENDED
        standing.close_host(claim)
    else:
        due = sum(wrong_for >= each for each in WARNED_AFTER)
        claim.warnings = max(claim.warnings, due)
