"""A client's dates, over all of his cases."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.calendar import queries
from portal.calendar.models import CalendarEntry

MOST_COMING, MOST_PAST = 100, 30


@requires(Permission.PORTAL_CALENDAR_VIEW)
@require_safe
def dates(request: PortalRequest) -> HttpResponse:
    """What comes, and what is over."""
    now = timezone.now()
    shared = CalendarEntry.objects.visible_to(request.user).select_related("case")
    coming = shared.filter(ends_at__gt=now, case__closed_at=None)
    past = shared.filter(ends_at__lte=now)
    is_own = request.user.viewer is None
    context = {
        "coming": list(coming.soonest_first()[:MOST_COMING]),
        "past": list(past.latest_first()[:MOST_PAST]),
        "may_have_feed": is_own and queries.rules().has_feeds,
    }
    return render(request, "calendar/portal_list.html", context)
