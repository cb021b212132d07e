"""Reads over updates, promises, cases and who is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Case as If
from django.db.models import F, OuterRef, Q, Subquery, When

from portal.cases.models import Case, CaseQuerySet
from portal.documents.models import Document
from portal.people.days import today
from portal.policy.models import Section
from portal.updates.models import NextUpdate, Update, UpdateQuerySet, UpdateRules
from tenants.accounts.models import User
from tenants.accounts.roles import Role

SOON = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What clients read of the next update."""

    day: date
    is_late: bool


def rules() -> UpdateRules:
    """What the firm chose, or the defaults until it did: one query."""
    return UpdateRules.objects.first() or UpdateRules()


def usual_day(start: date) -> date:
    """The day of a next update when nobody chooses another. One query."""
    return start + timedelta(days=rules().days)


def shared_for(user: User, updates: Collection[UUID]) -> Iterable[UUID]:
    """Those of the updates that are shared still, in cases that this person sees."""
    cases = Case.objects.visible_to(user)
    found = Update.objects.shared().filter(pk__in=updates, case__in=cases)
    return found.values_list("pk", flat=True)


def minders_of(case: UUID) -> list[User]:
    """Who is reminded of the case: its lawyer, or the owners when he has left."""
    staff = User.objects.staff().active()
    lawyer = list(staff.filter(cases=case))
    return lawyer or list(staff.filter(role=Role.OWNER).order_by("pk"))


def due_for(user: User, promises: Collection[UUID]) -> Iterable[UUID]:
    """Those of the promises that are due, in open cases that this person sees.

    A reader east of the firm has its next day already.
    """
    cases = Case.objects.visible_to(user).open()
    day = today() + timedelta(days=1)
    found = NextUpdate.objects.filter(pk__in=promises, due_on__lte=day, case__in=cases)
    return found.values_list("pk", flat=True)


def due(user: User, *, day: date, is_mine: bool) -> CaseQuerySet:
    """The open cases whose clients should hear until a week after this day, those that
    waited longest first."""
    visible = Case.objects.visible_to(user).open()
    found = visible.worked_on_by(user) if is_mine else visible
    found = found.filter(next_update__due_on__lte=day + SOON)
    ordered = found.order_by("next_update__due_on", "pk")
    return ordered.select_related("next_update", "responsible").with_clients()


def promise(case: Case, at: datetime) -> Promise | None:
    """What the clients of an open case read at this moment. One query, or none when the
    case came with its `next_update`."""
    row = getattr(case, "next_update", None) if case.is_open else None
    if row is None:
        return None
    day = row.shown_on(at)
    return Promise(day=day, is_late=day < today())


def hearing_by(cases: CaseQuerySet, at: datetime) -> CaseQuerySet:
    """The cases with `hears_by`, the day that clients read, None in a closed one; and
    `hears_late`, whether it is over."""
    shown = If(When(held_until__gt=at, then=F("was_on")), default=F("due_on"))
    rows = NextUpdate.objects.filter(case=OuterRef("pk"), case__closed_at=None)
    rows = rows.annotate(shown=shown, late=Q(shown__lt=today()))
    return cases.annotate(
        hears_by=Subquery(rows.values("shown")[:1]),
        hears_late=Subquery(rows.values("late")[:1]),
    )


def of_case(case: Case, user: User, at: datetime) -> UpdateQuerySet:
    """What this person sees of the case, with the documents that he may open."""
    visible = Update.objects.visible_to(user, at).filter(case=case)
    found = visible.select_related("by", "edited_by").with_attachments(user)
    return found.latest_shared_first() if user.is_client else found.latest_first()


def cannot_be_opened(documents: Iterable[Document], case: Case) -> list[Document]:
    """Those of the documents that the clients of the case do not see."""
    found = list(documents)
    if not found or Case.objects.showing(Section.DOCUMENTS).filter(pk=case.pk).exists():
        return [each for each in found if not each.is_shared]
    return found


def attachable(case: Case, user: User) -> Q:
    """The condition for documents that this person may attach in this case."""
    return Q(case=case, pk__in=Document.objects.visible_to(user).values("pk"))
