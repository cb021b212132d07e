"""What the firm's people decide about operators, and what a guest does himself."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portal.support.models import (
    AccessState,
    NoticeState,
    RecoveryNotice,
    SupportAccess,
)
from tenants import audit, crypto, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError


@transaction.atomic
def grant(
    access: SupportAccess, *, duration: timedelta, by: User, at: datetime
) -> None:
    """Let the operator in until then. Raises DomainError when it was answered."""
    found = _unanswered(access)
    found.state, found.until = AccessState.GRANTED, at + duration
    _answer(found, by=by, at=at)
    audit.record(
        "support.granted",
        found,
        by=by,
        at=at,
        reach=found.reach,
        until=found.until.isoformat(),
    )


@transaction.atomic
def refuse(access: SupportAccess, *, by: User, at: datetime) -> None:
    """Say no. Raises DomainError when it was answered."""
    found = _unanswered(access)
    found.state = AccessState.REFUSED
    _answer(found, by=by, at=at)
    audit.record("support.refused", found, by=by, at=at)


@transaction.atomic
def end(access: SupportAccess, *, by: User, at: datetime) -> None:
    """End a visit at once: the guest's next request is refused.

    Raises DomainError when there is nothing to end.
    """
    found = _locked(access)
    if found.state != AccessState.GRANTED:
        raise DomainError(_("This visit is over already."))
    close(found, by_name=by.name, at=at)
    audit.record("support.ended", found, by=by, at=at)
    outbox.publish("support.answered", visit=found.pk)


def close(access: SupportAccess, *, by_name: str, at: datetime) -> None:
    """Write into a locked row that nobody may come any more, and shut the account."""
    access.state, access.ended_at, access.ended_by_name = AccessState.ENDED, at, by_name
    access.pass_digest, access.pass_expires_at = None, None
    access.save()
    User.objects.filter(support_access=access).update(is_active=False)


@transaction.atomic
def enter(token: str, *, at: datetime) -> SupportAccess:
    """Use a pass up, and return the visit that it opens. Raises DomainError.

    One UPDATE with all conditions decides: PostgreSQL makes parallel ones wait for the
    first and look again, so exactly one of them counts a row. All conditions are of
    the row itself: what a join found before the wait would not be looked at again.
    """
    digest = crypto.digest(token)
    found = (
        SupportAccess.objects.select_related("guest").filter(pass_digest=digest).first()
    )
    is_used = SupportAccess.objects.in_force(at).filter(
        pass_digest=digest, pass_expires_at__gt=at, guest__isnull=False
    )
    if not is_used.update(pass_digest=None, pass_expires_at=None) or found is None:
        raise DomainError(
            _("This way in is closed: it opens once, and only for a few minutes.")
        )
    audit.record("support.entered", found, by=found.guest, at=at)
    return found


@transaction.atomic
def stop_recovery(notice: RecoveryNotice, *, by: User, at: datetime) -> None:
    """Keep the owners that the firm has. Raises DomainError when it is too late."""
    found = RecoveryNotice.objects.select_for_update().get(pk=notice.pk)
    if found.state != NoticeState.OPEN:
        raise DomainError(_("This can no longer be stopped: it is over."))
    found.state, found.ended_at, found.ended_by_name = NoticeState.STOPPED, at, by.name
    found.save()
    audit.record("recovery.stopped", found, by=by, at=at)
    outbox.publish("recovery.stopped", recovery=found.pk)


def _unanswered(access: SupportAccess) -> SupportAccess:
    found = _locked(access)
    if found.state != AccessState.REQUESTED:
        raise DomainError(_("This request has been answered already."))
    return found


def _locked(access: SupportAccess) -> SupportAccess:
    return SupportAccess.objects.select_for_update().get(pk=access.pk)


def _answer(access: SupportAccess, *, by: User, at: datetime) -> None:
    access.answered_at, access.answered_by_name = at, by.name
    access.save()
    outbox.publish("support.answered", visit=access.pk)
