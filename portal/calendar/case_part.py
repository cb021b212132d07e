"""The dates of a case, on its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission, allowed
from portal.calendar.models import CalendarEntry
from portal.cases import parts
from portal.cases.models import Case, CaseQuerySet
from tenants.accounts.models import User

SHOWN_TO_CLIENTS = 5


def register() -> None:
    """Show them on the pages of a case."""
    parts.register(
        parts.CasePart(
            desk=desk_context,
            portal=portal_context,
            listed=listed,
            tab=parts.Tab(
                "calendar",
                _("Calendar"),
                "calendar/_desk.html",
                Permission.CALENDAR_VIEW,
            ),
            panel="calendar/_portal.html",
        )
    )


def desk_context(request: HttpRequest, case: Case, user: User) -> Mapping[str, Any]:
    """Overdue, to come, and what is over."""
    if not allowed(user.role, Permission.CALENDAR_VIEW):
        return {}
    found = CalendarEntry.objects.filter(case=case).with_rows()
    return {
        "dates": _sorted(found.soonest_first(), at=timezone.now()),
        "may_add_dates": case.is_open and allowed(user.role, Permission.CALENDAR_EDIT),
    }


def portal_context(case: Case, user: User) -> Mapping[str, Any]:
    """What comes next, cancelled dates included; not for a closed case."""
    shared = CalendarEntry.objects.visible_to(user).filter(case=case)
    coming = shared.filter(ends_at__gt=timezone.now(), case__closed_at=None)
    return {"coming_dates": list(coming.soonest_first()[:SHOWN_TO_CLIENTS])}


def listed(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """Nothing in the list."""
    return cases


def _sorted(
    entries: Iterable[CalendarEntry], *, at: datetime
) -> dict[str, list[CalendarEntry]]:
    found: dict[str, list[CalendarEntry]] = {"overdue": [], "coming": [], "over": []}
    for entry in entries:
        if entry.is_overdue(at):
            found["overdue"].append(entry)
        elif entry.is_awaited and not entry.is_over(at):
            found["coming"].append(entry)
        else:
            found["over"].insert(0, entry)
    return found
