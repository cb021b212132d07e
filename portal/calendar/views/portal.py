"""A client's dates, over all of his cases."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.calendar import queries
from portal.calendar.models import CalendarEntry, CalendarEntryQuerySet
from portal.ui.paging import SearchPages

PAGE_SIZE = 25
PAST = "past"


@requires(Permission.PORTAL_CALENDAR_VIEW)
@require_safe
def dates(request: PortalRequest) -> HttpResponse:
    """What comes; with `?when=past` what is over."""
    is_past = request.GET.get("when") == PAST
    shared = CalendarEntry.objects.visible_to(request.user)
    found = _past(shared) if is_past else _coming(shared)
    pages = SearchPages(
        found, PAGE_SIZE, dressed=lambda rows: rows.select_related("case")
    )
    is_own = request.user.viewer is None
    context = {
        "page_obj": pages.get_page(request.GET.get("page")),
        "is_past": is_past,
        "may_have_feed": is_own and queries.rules().has_feeds,
    }
    return render(request, "calendar/portal_list.html", context)


def _coming(shared: CalendarEntryQuerySet) -> CalendarEntryQuerySet:
    return shared.filter(
        ends_at__gt=timezone.now(), case__closed_at=None
    ).soonest_first()


def _past(shared: CalendarEntryQuerySet) -> CalendarEntryQuerySet:
    return shared.filter(ends_at__lte=timezone.now()).latest_first()
