"""The firm's people, as Settings > Team lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from portal.access.models import Invitation, Kind
from tenants.accounts.models import User


class State(StrEnum):
    """Whether somebody can sign in."""

    ACTIVE = "active"
    INVITED = "invited"
    EXPIRED = "expired"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """One row: who, in which state, with how many open cases."""

    user: User
    state: State
    open_cases: int


def colleagues(*, at: datetime) -> list[Colleague]:
    """Everybody, those who have left at the end. One query."""
    found = _counted().order_by("-is_active", "name", "pk")
    return [_colleague(user, at=at) for user in found]


def colleague(user: User, *, at: datetime) -> Colleague:
    """This one, as the list shows it."""
    return _colleague(_counted().get(pk=user.pk), at=at)


def successors(leaving: User) -> QuerySet[User]:
    """Who can take over the cases of somebody who leaves."""
    return User.objects.staff().active().exclude(pk=leaving.pk).order_by("name", "pk")


def _counted() -> QuerySet[User]:
    unused = Invitation.objects.unused().filter(user=OuterRef("pk"), kind=Kind.MAIL)
    return User.objects.staff().annotate(
        link_until=Subquery(unused.values("expires_at")[:1]),
        open_cases=Count("cases", filter=Q(cases__closed_at=None)),
    )


def _colleague(user: User, *, at: datetime) -> Colleague:
    return Colleague(
        user=user,
        state=_state(user, at=at),
        open_cases=user.open_cases,  # type: ignore[attr-defined]
    )


def _state(user: User, *, at: datetime) -> State:
    if not user.is_active:
        return State.CLOSED
    if user.has_usable_password():
        return State.ACTIVE
    until = user.link_until  # type: ignore[attr-defined]
    return State.INVITED if until is not None and until > at else State.EXPIRED
