"""Brings `public` and a firm into line about visits, passes and recoveries.

Only the provisioning worker may be in both. Each function takes one row of `public`,
looks at its twin in the firm, and writes both in one transaction: it may be repeated,
and may run late. What operators want is told to the firm; what the firm's people
decided is taken from there, and never the other way round.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from portal.support import arrival, owners
from portal.support.arrival import Announced, Asked
from portal.support.models import (
    AccessState,
    NoticeState,
    RecoveryNotice,
    SupportAccess,
)
from provisioning.models import RunKind
from provisioning.starting import start
from provisioning.support import passes
from provisioning.support.models import (
    REQUEST_VALID_FOR,
    Recovery,
    RecoveryState,
    Visit,
    VisitState,
)
from tenants import audit, crypto, scope
from tenants.models import Firm, FirmState

HAS_SCHEMA = (FirmState.ACTIVE, FirmState.SUSPENDED)


@transaction.atomic
def settle_visit(visit_id: UUID, *, at: datetime) -> None:
    """Tell the firm what is asked or withdrawn, and take over what it answered."""
    with scope.public():
        visit = _visit(visit_id)
        if visit is None or not _is_there(visit.firm):
            return
        asked = _asked(visit)
    with scope.scope(visit.firm):
        access = arrival.bring(asked)
        if visit.state == VisitState.ENDED:
            arrival.send_away(access, by_name=asked.operator_name, at=at)
        elif _is_over(access, at):
            arrival.send_away(access, by_name="", at=at)
        else:
            arrival.admit(access, asked)
    with scope.public():
        _take_over(visit, access, at=at)


@transaction.atomic
def bring_pass(visit_id: UUID, *, at: datetime) -> None:
    """Give the firm the digest of the pass that its guest will come with."""
    with scope.public():
        visit = _visit(visit_id)
        if visit is None or visit.pass_is_brought or not _is_there(visit.firm):
            return
        expires_at = visit.pass_expires_at
        if expires_at is None or expires_at <= at:
            return
        digest = crypto.digest(passes.secret(visit))
    with scope.scope(visit.firm):
        is_given = arrival.give_pass(visit.pk, digest, expires_at=expires_at, at=at)
    with scope.public():
        visit.pass_is_brought = is_given
        visit.save(update_fields=["pass_is_brought"])


@transaction.atomic
def settle_recovery(recovery_id: UUID, *, at: datetime) -> None:
    """Tell all the firm's people of a new owner, and take over whether they stopped it.

    The delay begins with the notice: a worker that was away takes nobody's time to
    object. An address that belongs to somebody else at the firm ends the recovery.
    """
    with scope.public():
        recovery = _recovery(recovery_id)
        if recovery is None or not _is_there(recovery.firm):
            return
        if recovery.state == RecoveryState.REQUESTED:
            return
        is_untold = recovery.announced_at is None
        if is_untold and recovery.state == RecoveryState.CANCELLED:
            _settled(recovery)
            return
        if is_untold:
            recovery.announced_at, recovery.due_at = at, at + settings.RECOVERY_DELAY
        announced = _announced(recovery)
    with scope.scope(recovery.firm):
        is_fit = owners.may_become(recovery.owner_email)
        notice = arrival.announce(announced) if is_fit or not is_untold else None
        if notice and recovery.state == RecoveryState.CANCELLED:
            arrival.conclude(notice, NoticeState.CANCELLED, by_name="", at=at)
    with scope.public():
        _note_answer(recovery, notice, at=at)


@transaction.atomic
def carry_out(recovery_id: UUID, *, at: datetime) -> None:
    """Start the run of a recovery whose delay is over and which nobody stopped.

    From here on it cannot be stopped. Raises DomainError while another run of the firm
    is under way; then nothing has changed, and the sweep comes again.
    """
    with scope.public():
        recovery = _recovery(recovery_id)
        if recovery is None or not _may_start(recovery, at):
            return
    with scope.scope(recovery.firm):
        notice = RecoveryNotice.objects.select_for_update().get(pk=recovery.pk)
        if notice.state != NoticeState.OPEN:
            return
        arrival.conclude(notice, NoticeState.DONE, by_name="", at=at)
    with scope.public():
        start(
            RunKind.RECOVERY,
            recovery.firm,
            by=recovery.confirmed_by,
            at=at,
            reason=recovery.reason,
            recovery=recovery.pk,
        )
        recovery.started_at = at
        recovery.save(update_fields=["started_at"])


def _visit(visit_id: UUID) -> Visit | None:
    rows = Visit.objects.select_for_update(of=("self",))
    return rows.select_related("firm", "operator").filter(pk=visit_id).first()


def _recovery(recovery_id: UUID) -> Recovery | None:
    rows = Recovery.objects.select_for_update(of=("self",))
    people = ("firm", "requested_by", "confirmed_by")
    return rows.select_related(*people).filter(pk=recovery_id).first()


def _is_there(firm: Firm) -> bool:
    """Whether the firm has a schema that is in use."""
    return firm.state in HAS_SCHEMA


def _is_over(access: SupportAccess, at: datetime) -> bool:
    """Whether time is up: of the leave, or of a request that nobody answered."""
    if access.state == AccessState.REQUESTED:
        return access.requested_at + REQUEST_VALID_FOR <= at
    return access.state == AccessState.GRANTED and not access.is_in_force(at)


def _asked(visit: Visit) -> Asked:
    operator = visit.operator
    return Asked(
        pk=visit.pk,
        operator_id=operator.pk,
        operator_name=operator.name,
        operator_language=operator.language,
        reach=visit.scope,
        reason=visit.reason,
        at=visit.requested_at,
    )


def _take_over(visit: Visit, access: SupportAccess, *, at: datetime) -> None:
    """Write the firm's answer into `public`, and into the operators' log."""
    is_news = visit.state != access.state
    visit.state, visit.until = access.state, access.until
    visit.answered_at, visit.ended_at = access.answered_at, access.ended_at
    visit.is_settled = True
    visit.save()
    if is_news:
        audit.record(
            f"support.{access.state}",
            visit.firm,
            by=None,
            at=at,
            request=str(visit.pk),
            operator=access.operator_name,
        )


def _announced(recovery: Recovery) -> Announced:
    confirmed, told, due = (
        recovery.confirmed_by,
        recovery.announced_at,
        recovery.due_at,
    )
    assert confirmed and told and due  # noqa: S101, PT018  (a constraint holds it)
    return Announced(
        pk=recovery.pk,
        owner_name=recovery.owner_name,
        owner_email=recovery.owner_email,
        reason=recovery.reason,
        requested_by=recovery.requested_by.name,
        confirmed_by=confirmed.name,
        at=told,
        due_at=due,
    )


def _note_answer(
    recovery: Recovery, notice: RecoveryNotice | None, *, at: datetime
) -> None:
    """Write into `public` what the firm says: stopped, or nothing yet."""
    if notice is None:
        recovery.announced_at = None
        _cancel(recovery, _("This address belongs to somebody else at the firm."), at)
    elif notice.state == NoticeState.STOPPED and recovery.is_stoppable:
        words = _("Stopped at the firm by %(name)s") % {"name": notice.ended_by_name}
        _cancel(recovery, words, at)
    _settled(recovery)


def _cancel(recovery: Recovery, why: str, at: datetime) -> None:
    recovery.state, recovery.ended_at = RecoveryState.CANCELLED, at
    recovery.ended_reason = why[:300]
    audit.record(
        "recovery.cancelled",
        recovery.firm,
        by=None,
        at=at,
        request=str(recovery.pk),
        reason=why,
    )


def _settled(recovery: Recovery) -> None:
    recovery.is_settled = True
    recovery.save()


def _may_start(recovery: Recovery, at: datetime) -> bool:
    is_due = recovery.due_at is not None and recovery.due_at <= at
    is_waiting = recovery.state == RecoveryState.CONFIRMED
    is_told = recovery.announced_at is not None and recovery.started_at is None
    return is_due and is_waiting and is_told and recovery.firm.is_active
