"""Dates on the first pages of portal and desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse
from django.utils import timezone

from portal.access.gate import PortalRequest
from portal.access.permissions import Permission, allowed
from portal.calendar.models import CalendarEntry, EntryKind
from portal.home.parts import Coming, DeskPanel, PortalPart, register

SHOWN = 6
SOON = timedelta(days=7)


def register_panels() -> None:
    """Show them."""
    register(PortalPart(coming=coming))
    register(DeskPanel(template="calendar/_home.html", context=due, order=30))


def coming(request: PortalRequest, limit: int) -> Iterable[Coming]:
    """The client's next dates, of all his cases."""
    found = CalendarEntry.objects.visible_to(request.user).coming(timezone.now())
    url = reverse("portal:calendar:list")
    return [
        Coming(
            at=entry.moment if entry.is_whole_day else entry.starts_at,
            title=entry.portal_title,
            line=entry.kind_label,
            url=url,
            is_whole_day=entry.is_whole_day,
            place=entry.case.portal_title,
        )
        for entry in found.select_related("case").soonest_first()[:limit]
    ]


def due(request: PortalRequest) -> Mapping[str, Any] | None:
    """What is overdue and what the next seven days bring: one's own first."""
    user, now = request.user, timezone.now()
    if not allowed(user.role, Permission.CALENDAR_VIEW):
        return None
    visible = CalendarEntry.objects.visible_to(user).awaited()
    can_still_count = Q(kind=EntryKind.DEADLINE) | Q(ends_at__gt=now)
    found = visible.filter(can_still_count, starts_at__lt=now + SOON)
    is_mine = ExpressionWrapper(Q(responsible=user), output_field=BooleanField())
    rows = found.annotate(is_mine=is_mine).order_by("-is_mine", "starts_at", "pk")
    entries = list(rows.with_rows()[: SHOWN + 1])
    if not entries:
        return None
    more = found.count() - SHOWN if len(entries) > SHOWN else 0
    return {
        "entries": entries[:SHOWN],
        "more": more,
        "now": now,
        "may_edit": allowed(user.role, Permission.CALENDAR_EDIT),
    }
