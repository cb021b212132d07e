"""Reads: the operators with how each gets in, and the invitation of a link."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404

from controlplane.team.member import Member
from controlplane.team.models import Invitation
from portal.access.problems import (
    InvitationExpired,
    InvitationProblem,
    InvitationUnknown,
    InvitationUsed,
)
from tenants import crypto
from tenants.accounts.models import User
from tenants.accounts.roles import OPERATORS
from tenants.audit.models import Entry
from tenants.factors import queries as factors

RECENT = 8


def members(*, at: datetime) -> list[Member]:
    """All operators, those who may get in first."""
    rows = _with_access().order_by("-is_active", "name")
    return [_member(user, at) for user in rows]


def member(key: UUID, *, at: datetime) -> Member:
    """One operator. Raises Http404."""
    found = _with_access().filter(pk=key).first()
    if found is None:
        raise Http404
    return _member(found, at)


def operator(key: UUID) -> User:
    """The account of one operator. Raises Http404."""
    found = User.objects.filter(role__in=OPERATORS, pk=key).first()
    if found is None:
        raise Http404
    return found


def recent_about(operator: User) -> list[Entry]:
    """What was done to this operator's account lately."""
    mine = Entry.objects.filter(
        target_type=User._meta.label_lower, target_id=operator.pk
    )
    return list(mine.order_by("-at")[:RECENT])


def invitation_of(token: str) -> Invitation:
    """The invitation with this token, open or not. Raises InvitationUnknown."""
    found = (
        Invitation.objects.select_related("user", "created_by")
        .filter(token_digest=crypto.digest(token), user__is_active=True)
        .first()
    )
    if found is None:
        raise InvitationUnknown
    return found


def problem_of(invitation: Invitation, *, at: datetime) -> InvitationProblem | None:
    """Why it cannot be redeemed at this moment; None when it can."""
    if invitation.redeemed_at:
        return InvitationUsed()
    if invitation.revoked_at:
        return InvitationUnknown()
    if invitation.expires_at <= at:
        return InvitationExpired()
    return None


def _with_access() -> QuerySet[User]:
    """Operators, with their second factor and unused link, in one query."""
    mine = OuterRef("pk")
    unused = Invitation.objects.unused().filter(user=mine)
    return User.objects.filter(role__in=OPERATORS).annotate(
        has_factor=factors.any_of(mine),
        link_until=Subquery(unused.values("expires_at")[:1]),
    )


def _member(user: User, at: datetime) -> Member:
    return Member(
        user=user,
        has_factor=user.has_factor,  # type: ignore[attr-defined]
        link_until=user.link_until,  # type: ignore[attr-defined]
        at=at,
    )
