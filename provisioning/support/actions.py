"""What operators ask, withdraw and confirm. In `public`; the worker carries it over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from provisioning.support.models import (
    Recovery,
    RecoveryState,
    Visit,
    VisitScope,
    VisitState,
)
from tenants import audit, outbox
from tenants.accounts.models import User, normalise_email
from tenants.errors import DomainError
from tenants.keys import uuid7
from tenants.models import Firm

VISIT, PASS, RECOVERY = "support.visit", "support.pass", "support.recovery"
PASS_VALID_FOR = timedelta(minutes=3)


@transaction.atomic
def ask(firm: Firm, *, reach: VisitScope, reason: str, by: User, at: datetime) -> Visit:
    """Ask the firm's owners for a visit. Raises DomainError when one is open."""
    _refuse_unless_active(firm)
    visit = Visit(
        firm=firm, operator=by, scope=reach, reason=_given(reason), requested_at=at
    )
    _insert(visit, _("You have asked this firm already, or are visiting it."))
    _note("support.requested", visit, by=by, at=at, reach=reach, reason=visit.reason)
    outbox.publish(VISIT, visit=visit.pk)
    return visit


@transaction.atomic
def end(visit: Visit, *, by: User, at: datetime) -> None:
    """Withdraw a request, or end a visit. Any operator who may ask may end."""
    found = Visit.objects.select_for_update().get(pk=visit.pk)
    if not found.is_open:
        raise DomainError(_("This visit is over already."))
    found.state, found.ended_at, found.is_settled = VisitState.ENDED, at, False
    found.save()
    _note("support.ended", found, by=by, at=at)
    outbox.publish(VISIT, visit=found.pk)


@transaction.atomic
def prepare_entry(visit: Visit, *, by: User, at: datetime) -> None:
    """Have a new pass brought to the firm; the one before it opens nothing any more.

    Raises DomainError when the visit is not in force, or somebody else's.
    """
    found = Visit.objects.select_for_update().get(pk=visit.pk)
    if found.operator_id != by.pk:
        raise DomainError(_("This visit was allowed to somebody else."))
    if not found.is_in_force(at):
        raise DomainError(_("The firm has not allowed this visit, or it is over."))
    found.pass_id, found.pass_is_brought = uuid7(), False
    found.pass_expires_at = at + PASS_VALID_FOR
    found.save()
    _note("support.pass_asked", found, by=by, at=at)
    outbox.publish(PASS, visit=found.pk)


@transaction.atomic
def ask_recovery(
    firm: Firm,
    *,
    owner_name: str,
    owner_email: str,
    reason: str,
    by: User,
    at: datetime,
) -> Recovery:
    """Ask for a new owner of a firm. Nothing happens until another operator agrees."""
    _refuse_unless_active(firm)
    recovery = Recovery(
        firm=firm,
        owner_name=owner_name,
        owner_email=normalise_email(owner_email),
        reason=_given(reason),
        requested_by=by,
        requested_at=at,
    )
    _insert(recovery, _("There is a recovery for this firm already."))
    _note("recovery.requested", recovery, by=by, at=at, reason=recovery.reason)
    return recovery


@transaction.atomic
def confirm_recovery(recovery: Recovery, *, typed: str, by: User, at: datetime) -> None:
    """Agree, as another operator. From the notice on, the firm has time to stop it.

    `typed` is the firm's address, as the operator wrote it to confirm. Raises
    DomainError.
    """
    found = _locked(recovery)
    if found.state != RecoveryState.REQUESTED:
        raise DomainError(_("This recovery was confirmed or cancelled already."))
    if found.requested_by_id == by.pk:
        raise DomainError(_("Another administrator must confirm what you asked for."))
    if typed.strip() != found.firm.slug:
        raise DomainError(_("To confirm, type the firm's address exactly."))
    found.state, found.confirmed_by, found.confirmed_at = (
        RecoveryState.CONFIRMED,
        by,
        at,
    )
    found.due_at = at + settings.RECOVERY_DELAY
    found.save()
    _note("recovery.confirmed", found, by=by, at=at)
    outbox.publish(RECOVERY, recovery=found.pk)


@transaction.atomic
def cancel_recovery(recovery: Recovery, *, by: User, at: datetime) -> None:
    """Do not give the firm a new owner. Raises DomainError when it is too late."""
    found = _locked(recovery)
    if not found.is_stoppable:
        raise DomainError(_("This can no longer be stopped: it is over."))
    found.state, found.ended_at = RecoveryState.CANCELLED, at
    found.ended_reason = _("Cancelled by %(name)s") % {"name": by.name}
    found.is_settled = False
    found.save()
    _note("recovery.cancelled", found, by=by, at=at)
    outbox.publish(RECOVERY, recovery=found.pk)


def _locked(recovery: Recovery) -> Recovery:
    rows = Recovery.objects.select_for_update(of=("self",)).select_related("firm")
    return rows.get(pk=recovery.pk)


def _insert(row: Visit | Recovery, refusal: str) -> None:
    """Save; the database knows whether there is an open one already."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise DomainError(refusal) from None


def _note(
    action: str, row: Visit | Recovery, *, by: User, at: datetime, **details: str
) -> None:
    audit.record(action, row.firm, by=by, at=at, request=str(row.pk), **details)


def _refuse_unless_active(firm: Firm) -> None:
    if not firm.is_active:
        raise DomainError(_("Only the people of an active firm can be asked."))


def _given(reason: str) -> str:
    if not reason.strip():
        raise DomainError(_("Give a reason: the firm reads it."))
    return reason.strip()
