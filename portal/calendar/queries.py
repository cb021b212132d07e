"""Reads over the firm's rules, and over whom a date concerns."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Exists, Q
from django.utils import timezone

from portal.calendar.models import CalendarEntry, CalendarFeed, CalendarRules
from portal.cases.models import SEE_NO_DOCUMENTS
from tenants.accounts.models import User
from tenants.accounts.roles import Role


def rules() -> CalendarRules:
    """What the firm chose, or the defaults until it did: one query."""
    return CalendarRules.objects.first() or CalendarRules()


def colleagues_of(case: UUID) -> Iterable[User]:
    """Who of the firm answers for a date of this case; the owners, for one whose
    responsible person has left."""
    awaited = CalendarEntry.objects.awaited().filter(case=case)
    answers = Q(pk__in=awaited.values("responsible"))
    stands_in = Q(role=Role.OWNER) & Exists(awaited.without_anybody())
    return User.objects.staff().active().filter(answers | stands_in).order_by("pk")


def news_for(user: User, entries: Collection[UUID]) -> Iterable[UUID]:
    """Those of the entries that this client sees, also to see that they are off."""
    found = CalendarEntry.objects.visible_to(user).filter(pk__in=entries)
    return found.values_list("pk", flat=True)


def near_for(user: User, entries: Collection[UUID]) -> Iterable[UUID]:
    """Those of the entries that this client sees and that are still to come."""
    found = CalendarEntry.objects.visible_to(user).coming(timezone.now())
    return found.filter(pk__in=entries).values_list("pk", flat=True)


def near_for_staff(user: User, entries: Collection[UUID]) -> Iterable[UUID]:
    """Those still to come that this person answers for; an owner, for those whose
    responsible person has left."""
    found = CalendarEntry.objects.visible_to(user).coming(timezone.now())
    mine = Q(responsible=user)
    if user.role == Role.OWNER:
        mine |= Q(pk__in=CalendarEntry.objects.without_anybody().values("pk"))
    return found.filter(mine, pk__in=entries).values_list("pk", flat=True)


def may_have_feed(user: User) -> bool:
    """Whether there is anything that a feed could carry to this person."""
    return user.is_client or (user.is_staff and user.role not in SEE_NO_DOCUMENTS)


def feed_of(user: User) -> CalendarFeed | None:
    """The person's feed, if there is one."""
    return CalendarFeed.objects.filter(user=user).first()
