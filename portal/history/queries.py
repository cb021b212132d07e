"""Reads of the firm's log."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from portal.cases.models import Case
from portal.documents.models import Document
from portal.history.filters import Filters
from tenants.accounts.models import User
from tenants.accounts.roles import STAFF
from tenants.audit.models import Entry

PAGE_SIZE = 50
MOST_COUNTED = 100_000  # a page does not wait for the count of a longer log
SHOWN = ("case.viewed", "document.opened", "document.downloaded")


def entries(filters: Filters, *, user: User) -> QuerySet[Entry]:
    """What is asked for, newest first, without the cases that this person cannot see:
    the log is no way around an ethical wall."""
    found = filters.apply(Entry.objects.all()).order_by("-at", "-id")
    if hidden := list(hidden_from(user)):
        texts = [str(key) for key in hidden]
        found = found.exclude(target_id__isnull=False, target_id__in=hidden)
        found = found.exclude(details__has_key="case", details__case__in=texts)
    return found


def hidden_from(user: User) -> QuerySet[Case, UUID]:
    """The keys of the cases that this person cannot see."""
    visible = Case.objects.visible_to(user).values("pk")
    return Case.objects.exclude(pk__in=visible).values_list("pk", flat=True)


def page(found: QuerySet[Entry], before: UUID | None) -> tuple[list[Entry], bool]:
    """The entries that follow this one, and whether there are more.

    Followed by key: the millionth page costs what the first one does.
    """
    if before and (at := Entry.objects.filter(pk=before).values("at").first()):
        found = found.filter(Q(at__lt=at["at"]) | Q(at=at["at"], pk__lt=before))
    rows = list(found[: PAGE_SIZE + 1])
    return rows[:PAGE_SIZE], len(rows) > PAGE_SIZE


def people(*, besides: str = "") -> list[tuple[UUID, str]]:
    """The firm's staff, those who left among them, and the person with this key."""
    listed = Q(role__in=STAFF)
    with suppress(ValueError):
        listed |= Q(pk=UUID(besides))
    found = User.objects.filter(listed).order_by("name")
    return list(found.values_list("pk", "name"))


def oldest_at() -> datetime | None:
    """When the oldest entry was written."""
    oldest = Entry.objects.order_by("at").values_list("at", flat=True)
    return oldest.first()


def count_before(moments: Sequence[datetime]) -> list[int]:
    """How many of the oldest entries are older than each of these. One query."""
    if not moments:
        return []
    counts = {
        f"before_{place}": Count("pk", filter=Q(at__lt=moment))
        for place, moment in enumerate(moments)
    }
    oldest = Entry.objects.filter(at__lt=max(moments)).order_by("at")[:MOST_COUNTED]
    return list(oldest.aggregate(**counts).values())


def openings(case: Case) -> QuerySet[Entry]:
    """Who was shown the case or its files, newest first; guests of support too."""
    key = str(case.pk)
    of_case = Q(action__in=SHOWN) & (Q(target_id=case.pk) | Q(details__case=key))
    of_guests = Q(action="support.viewed", details__ids__contains=[key])
    return Entry.objects.filter(of_case | of_guests).order_by("-at", "-id")


def titles_for(user: User, case: Case) -> dict[UUID, str]:
    """The documents of the case that this person may see, by their keys."""
    visible = Document.objects.visible_to(user).filter(case=case)
    return dict(visible.values_list("pk", "title"))


def roles_of(found: list[Entry]) -> dict[UUID, str]:
    """The roles of those who did these things, by their keys."""
    keys = {entry.actor_id for entry in found if entry.actor_id}
    return dict(User.objects.filter(pk__in=keys).values_list("pk", "role"))
