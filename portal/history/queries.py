"""Reads of the firm's log."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from portal.cases.models import Case
from portal.documents.models import Document
from portal.history.filters import Filters
from tenants.accounts.models import User
from tenants.accounts.roles import STAFF
from tenants.audit.models import Entry

PAGE_SIZE = 50
SHOWN = ("case.viewed", "document.viewed", "document.downloaded")


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


def people() -> list[tuple[UUID, str]]:
    """The firm's staff, those who left among them."""
    staff = User.objects.filter(role__in=STAFF).order_by("name")
    return list(staff.values_list("pk", "name"))


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
