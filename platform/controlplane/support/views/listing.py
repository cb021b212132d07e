"""All visits and recoveries, and what can be done with each."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from controlplane.support import queries
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed

PAGE_SIZE = 25


@requires(Permission.FLEET_VIEW)
@require_safe
def listing(request: PortalRequest) -> HttpResponse:
    """Recoveries above, for they are urgent; then visits, the latest first."""
    now = timezone.now()
    page = Paginator(queries.visits(), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [
        {
            "visit": visit,
            "tone": queries.TONES.get(visit.state, ""),
            "can_enter": visit.operator_id == request.user.pk
            and visit.is_in_force(now),
        }
        for visit in page
    ]
    recoveries = [
        {
            "recovery": each,
            "tone": queries.TONES.get(each.state, ""),
            "can_confirm": each.confirmed_by_id is None
            and each.is_stoppable
            and each.requested_by_id != request.user.pk,
        }
        for each in queries.recoveries()
    ]
    context = {
        "page_obj": page,
        "rows": rows,
        "recoveries": recoveries,
        "may_ask": allowed(request.user.role, Permission.FLEET_SUPPORT),
        "may_recover": allowed(request.user.role, Permission.FLEET_RECOVER),
    }
    return render(request, "controlplane_support/list.html", context)
