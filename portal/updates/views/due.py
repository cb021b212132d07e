"""The cases whose clients should hear soon, or should have heard."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.people.days import today
from portal.updates import queries

PAGE_SIZE = 25
ALL = "all"


@requires(Permission.UPDATE_VIEW)
@require_safe
def due(request: PortalRequest) -> HttpResponse:
    """Mine, or everybody's; those that waited longest first."""
    is_mine = request.GET.get("who") != ALL
    found = queries.due(request.user, day=today(), is_mine=is_mine)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "is_mine": is_mine}
    return render(request, "updates/due.html", context)
