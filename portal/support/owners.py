"""A new owner for a firm whose last one lost access."""

from __future__ import annotations

from datetime import datetime

from portal.access import actions as access
from portal.access.models import Invitation
from tenants import audit
from tenants.accounts.models import User, normalise_email
from tenants.accounts.roles import Role
from tenants.factors import actions as factors


def may_become(email: str) -> bool:
    """Whether the address is free, or belongs to somebody who works for the firm."""
    user = User.objects.filter(email=normalise_email(email)).first()
    return user is None or user.is_staff


def install(
    *, email: str, name: str, language: str, since: datetime, at: datetime
) -> None:
    """Invite the owner, once since then; an account that is there begins anew.

    Raises DomainError when the address has come to belong to a client meanwhile, or
    the firm's plan has no room.
    """
    address = normalise_email(email)
    invited = Invitation.objects.filter(user__email=address, created_at__gte=since)
    if invited.exists():
        return
    user = User.objects.select_for_update().filter(email=address).first()
    if user is not None and user.is_staff:
        _begin_anew(user, at=at)
    access.invite(
        email=address, name=name, role=Role.OWNER, language=language, by=None, at=at
    )


def _begin_anew(user: User, *, at: datetime) -> None:
    """No password and no second factor: whoever lost them sets new ones.

    Sessions end with the password, see User.get_session_auth_hash.
    """
    user.role, user.is_active = Role.OWNER, True
    user.set_unusable_password()
    user.save(update_fields=["role", "is_active", "password"])
    factors.remove_all(user)
    audit.record("access.begun_anew", user, by=None, at=at)
