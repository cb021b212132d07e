"""Ending what an account may do, and beginning anew: for clients, delegates and staff.

Whoever comes back is invited again. A password from before would bring back sessions
from before, which are bound to it (User.get_session_auth_hash). Second factors go with
it: who comes back sets up new ones.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access import actions, endings
from portal.access.models import Invitation
from tenants import audit, limits
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.errors import DomainError
from tenants.factors import actions as factors


@transaction.atomic
def revoke_invitation(user: User, *, by: User, at: datetime) -> None:
    """The link and the code in the mail stop working. Raises DomainError without one.

    One UPDATE decides against somebody who redeems it at the same moment.
    """
    if not Invitation.objects.unused().filter(user=user).update(revoked_at=at):
        raise DomainError(_("There is no invitation that could be revoked."))
    audit.record("access.invitation_revoked", user, by=by, at=at)


@transaction.atomic
def close(user: User, *, by: User, at: datetime) -> None:
    """Let the person in no more; all sessions end. Raises DomainError when closed."""
    mine = User.objects.get_queryset().select_for_update().get(pk=user.pk)
    if not mine.is_active:
        raise DomainError(_("This account is closed already."))
    mine.is_active = False
    mine.set_unusable_password()
    mine.save(update_fields=["is_active", "password"])
    factors.remove_all(mine)
    endings.end(mine)
    Invitation.objects.unused().filter(user=mine).update(revoked_at=at)
    audit.record("access.closed", mine, by=by, at=at)


@transaction.atomic
def reopen(user: User, *, by: User, at: datetime) -> Invitation:
    """Let the person in again, by a new invitation.

    Raises DomainError when the account is open, and when the plan has no place left.
    """
    mine = User.objects.get_queryset().select_for_update().get(pk=user.pk)
    if mine.is_active:
        raise DomainError(_("This account is open already."))
    if mine.is_staff:
        limits.refuse_staff(User.objects.staff().active().count())
    mine.is_active = True
    mine.save(update_fields=["is_active"])
    audit.record("access.reopened", mine, by=by, at=at)
    return invite_again(mine, by=by, at=at)


@transaction.atomic
def begin_anew(user: User, *, by: User, at: datetime) -> Invitation:
    """Let a person begin anew who lost the phone and the codes, or the password too.

    Password, second factors and sessions end, and an invitation goes out: the same
    proof as at the beginning, nothing less (OWASP ASVS 5.0, 6.4.4). Whoever presses the
    button should know the voice that asked. Raises DomainError for a closed account.
    """
    mine = User.objects.get_queryset().select_for_update().get(pk=user.pk)
    if not mine.is_active:
        raise DomainError(_("This account is closed. Open it again instead."))
    mine.set_unusable_password()
    mine.save(update_fields=["password"])
    factors.remove_all(mine)
    endings.end(mine)
    audit.record("access.begun_anew", mine, by=by, at=at)
    return invite_again(mine, by=by, at=at)


def invite_again(user: User, *, by: User, at: datetime) -> Invitation:
    """Send a new invitation to who has no password yet; the old one stops working."""
    return actions.invite(
        email=user.email,
        name=user.name,
        role=Role(user.role),
        language=user.language,
        by=by,
        at=at,
    )
