"""The desk's calendar: a month, or a list."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from portal.calendar import month
from portal.calendar.filters import STATES, Filters, day_of
from portal.calendar.models import CalendarEntry, CalendarEntryQuerySet, EntryKind
from portal.calendar.timing import DAY
from portal.cases.models import Case

PAGE_SIZE = 25
FOUND = 20
LIST = "list"


@requires(Permission.CALENDAR_VIEW)
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """The dates of all cases that one sees, as a month or as a list."""
    filters = Filters.of(request.GET)
    visible = CalendarEntry.objects.visible_to(request.user).with_rows()
    asked = filters.narrow(visible, user=request.user)
    common = {
        "filters": filters,
        "kinds": EntryKind.choices,
        "may_edit": allowed(request.user.role, Permission.CALENDAR_EDIT),
        "now": timezone.now(),
    }
    if request.GET.get("view") == LIST:
        return _list(request, filters, asked, common)
    return _month(request, asked, common)


@requires(Permission.CALENDAR_EDIT)
@require_safe
def choose(request: PortalRequest) -> HttpResponse:
    """A new date: of which case?"""
    words = request.GET.get("q", "").strip()[:100]
    cases = Case.objects.visible_to(request.user).open()
    found = cases.matching(words) if words else cases.worked_on_by(request.user)
    day = day_of(request.GET.get("day", ""))
    context = {
        "query": words,
        "cases": list(found.latest_first()[:FOUND]),
        "day": day.isoformat() if day else "",
    }
    return render(request, "calendar/choose.html", context)


def _month(
    request: PortalRequest, asked: CalendarEntryQuerySet, common: dict[str, object]
) -> HttpResponse:
    today = timezone.localdate()
    first = month.asked_for(request.GET.get("month", ""), today=today)
    begin, end = month.reach(*month.edges(first))
    entries = asked.filter(starts_at__gte=begin, starts_at__lt=end)
    zone = timezone.get_current_timezone()
    sheet = month.sheet(first, entries.soonest_first(), zone=zone, today=today)
    context = {**common, "month": sheet, "this_month": month.name_of(today)}
    return render(request, "calendar/month.html", context)


def _list(
    request: PortalRequest,
    filters: Filters,
    asked: CalendarEntryQuerySet,
    common: dict[str, object],
) -> HttpResponse:
    found = filters.in_state(asked, at=timezone.now())
    day = day_of(request.GET.get("day", ""))
    if day is not None:
        begin, end = month.reach(day, day + DAY)
        near = asked.filter(starts_at__gte=begin, starts_at__lt=end).soonest_first()
        zone = timezone.get_current_timezone()
        pages = Paginator(
            [each for each in near if each.day_in(zone) == day], PAGE_SIZE
        )
    else:
        pages = Paginator(found, PAGE_SIZE)
    context = {
        **common,
        "page_obj": pages.get_page(request.GET.get("page")),
        "states": list(STATES.items()),
        "day": day,
    }
    return render(request, "calendar/list.html", context)
