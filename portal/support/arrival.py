"""What the provisioning worker brings into the firm: requests, accounts, passes.

All of it may be brought twice. Nothing here gives leave: that is `actions.grant`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from portal.support import actions
from portal.support.models import (
    AccessState,
    NoticeState,
    Reach,
    RecoveryNotice,
    SupportAccess,
)
from tenants import audit, outbox, scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role

ROLES = {Reach.SETTINGS: Role.SETTINGS_GUEST, Reach.READING: Role.READING_GUEST}
SUFFIX = " (Tablinum support)"
NAME_LENGTH = 150
# RFC 2606: a name that never exists, so nothing sent there arrives anywhere.
NOWHERE = "support.invalid"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request for a visit, as it stands in `public`."""

    pk: UUID
    operator_id: UUID
    operator_name: str
    operator_language: str
    reach: str
    reason: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Announced:
    """A recovery that two operators want, as it stands in `public`."""

    pk: UUID
    owner_name: str
    owner_email: str
    reason: str
    requested_by: str
    confirmed_by: str
    at: datetime
    due_at: datetime


def bring(asked: Asked) -> SupportAccess:
    """The request in the firm, locked; new ones are told to the owners."""
    access, is_new = SupportAccess.objects.get_or_create(
        pk=asked.pk,
        defaults={
            "operator_id": asked.operator_id,
            "operator_name": asked.operator_name,
            "reach": asked.reach,
            "reason": asked.reason,
            "requested_at": asked.at,
        },
    )
    if is_new:
        audit.record(
            "support.requested", access, by=None, at=asked.at, reach=asked.reach
        )
        outbox.publish("support.requested", access=access.pk)
    return SupportAccess.objects.select_for_update().get(pk=access.pk)


def admit(access: SupportAccess, asked: Asked) -> None:
    """Give the operator an account here, once leave was given."""
    if access.state != AccessState.GRANTED or access.guest_id is not None:
        return
    guest = User(
        email=f"{access.pk}@{NOWHERE}",
        name=access.operator_name[: NAME_LENGTH - len(SUFFIX)] + SUFFIX,
        role=ROLES[Reach(access.reach)],
        language=asked.operator_language,
        time_zone=scope.current_firm().time_zone,
    )
    guest.set_unusable_password()
    guest.save(force_insert=True)
    access.guest = guest
    access.save(update_fields=["guest"])


def send_away(access: SupportAccess, *, by_name: str, at: datetime) -> None:
    """The operator withdrew, or time is up (then `by_name` is empty)."""
    if access.state not in (AccessState.REQUESTED, AccessState.GRANTED):
        return
    actions.close(access, by_name=by_name, at=at)
    audit.record("support.ended", access, by=None, at=at, ended_by=by_name)


@transaction.atomic
def give_pass(
    visit: UUID, digest: bytes, *, expires_at: datetime, at: datetime
) -> bool:
    """Let the holder of a token in once. An earlier pass of this visit is gone.

    False when there is no visit in force, or it has no account yet.
    """
    found = SupportAccess.objects.in_force(at).filter(pk=visit, guest__isnull=False)
    return bool(found.update(pass_digest=digest, pass_expires_at=expires_at))


def announce(announced: Announced) -> RecoveryNotice:
    """The notice in the firm, locked; a new one is told to all its people."""
    notice, is_new = RecoveryNotice.objects.get_or_create(
        pk=announced.pk,
        defaults={
            "owner_name": announced.owner_name,
            "owner_email": announced.owner_email,
            "reason": announced.reason,
            "requested_by_name": announced.requested_by,
            "confirmed_by_name": announced.confirmed_by,
            "announced_at": announced.at,
            "due_at": announced.due_at,
        },
    )
    if is_new:
        audit.record("recovery.announced", notice, by=None, at=announced.at)
        outbox.publish("recovery.announced", notice=notice.pk)
    return RecoveryNotice.objects.select_for_update().get(pk=notice.pk)


def conclude(
    notice: RecoveryNotice, state: NoticeState, *, by_name: str, at: datetime
) -> None:
    """Write what came of it into a locked notice that is still open."""
    if notice.state != NoticeState.OPEN:
        return
    notice.state, notice.ended_at, notice.ended_by_name = state, at, by_name
    notice.save()
    audit.record(f"recovery.{state}", notice, by=None, at=at, ended_by=by_name)
