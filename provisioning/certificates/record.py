"""Writes down what a handshake showed, and has the firm told when it is news."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from provisioning.ask.registered import registered_domain
from provisioning.certificates import schedule
from provisioning.certificates.probe import NOT_ORDERED, Finding, Outcome, Served
from tenants import outbox, scope
from tenants.domains.models import Certificate, CertificateState, Claim, ClaimState
from tenants.models import Domain

ORDERED_LATELY = timedelta(hours=1)
LONGEST_ORDER = timedelta(minutes=3)  # Caddy gives up an order after 90 s


def note(
    host: str, finding: Finding, *, at: datetime, is_first_try: bool = False
) -> Certificate:
    """Store a finding, and say when to look again. Outside of any scope.

    The row is locked only now: during the handshake `ask` writes to it. The first
    refusal of a new host is not believed: Caddy 2.6 refuses when many come at once.
    """
    with scope.public(), transaction.atomic():
        _make_row(host)
        row = Certificate.objects.select_for_update().get(host=host)
        before = _told(row)
        _write(row, finding, at, is_first_try=is_first_try)
        row.probed_at = at
        row.save()
        if _told(row) != before:
            _tell(row)
    return row


def _make_row(host: str) -> None:
    domain = Domain.objects.filter(domain=host).select_related("tenant").first()
    Certificate.objects.get_or_create(
        host=host,
        defaults={
            "registered_domain": registered_domain(host),
            "firm": domain and domain.tenant,
        },
    )


def _told(row: Certificate) -> tuple[object, ...]:
    """What the desk shows of it."""
    return row.state, row.issuer, row.not_after, row.reason


def _tell(row: Certificate) -> None:
    """The claim's own event writes the firm's row, see provisioning.domains.telling.

    A host under the platform's name was claimed by nobody.
    """
    claim = Claim.objects.filter(host=row.host, state=ClaimState.VERIFIED).first()
    if claim is not None:
        outbox.publish("domain.decided", claim=claim.pk)


def _write(
    row: Certificate, finding: Finding, at: datetime, *, is_first_try: bool
) -> None:
    if finding.served is not None:
        _served(row, finding.served, at)
    elif finding.outcome is Outcome.AWAY:
        _away(row, finding, at)
    elif finding.outcome is Outcome.UNTRUSTED:
        _failed(row, finding.reason, at)
    elif row.retry_at is not None and at < row.retry_at:
        row.next_probe_at = min(row.retry_at, at + schedule.WHILE_COOLING)
    elif _may_still_come(row, finding, at, is_first_try=is_first_try):
        _issuing(row, at)
    elif finding.outcome is not Outcome.DENIED and not _was_ordered(row, at):
        _failed(row, NOT_ORDERED, at)
    else:
        _failed(row, finding.reason, at)
        row.retry_at = schedule.cool_down(row.failures, at=at)


def _may_still_come(
    row: Certificate, finding: Finding, at: datetime, *, is_first_try: bool
) -> bool:
    if finding.outcome is Outcome.SLOW:
        return row.ordered_at is not None and at - row.ordered_at < LONGEST_ORDER
    return finding.outcome is Outcome.REFUSED and is_first_try and not row.failures


def _served(row: Certificate, served: Served, at: datetime) -> None:
    row.state = CertificateState.ACTIVE
    row.issuer, row.serial = served.issuer[:200], served.serial[:64]
    row.not_before, row.not_after = served.not_before, served.not_after
    row.reason, row.failures, row.retry_at = "", 0, None
    row.next_probe_at = schedule.next_look(served.not_before, served.not_after, at=at)


def _away(row: Certificate, finding: Finding, at: datetime) -> None:
    """The edge is out of reach: what we knew of the certificate stays true."""
    row.reason = finding.reason
    row.next_probe_at = at + schedule.WHILE_AWAY


def _issuing(row: Certificate, at: datetime) -> None:
    row.state, row.reason = CertificateState.ISSUING, ""
    row.next_probe_at = at + schedule.WHILE_ISSUING


def _was_ordered(row: Certificate, at: datetime) -> bool:
    return row.ordered_at is not None and at - row.ordered_at < ORDERED_LATELY


def _failed(row: Certificate, reason: str, at: datetime) -> None:
    row.state, row.reason = CertificateState.FAILING, reason
    row.failures += 1
    row.next_probe_at = at + schedule.WHILE_COOLING
    row.retry_at = None  # nothing holds back an order, unless the last one failed
