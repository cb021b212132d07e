"""The client's list of what he was told about one case."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases.models import Case
from portal.updates import queries
from tenants import audit

PAGE_SIZE = 10


@requires(Permission.PORTAL_UPDATE_VIEW)
@require_safe
def updates(request: PortalRequest, pk: UUID) -> HttpResponse:
    """All shared updates of a case, the newest first."""
    visible = Case.objects.visible_to(request.user).select_related("next_update")
    case = get_object_or_404(visible, pk=pk)
    now = timezone.now()
    audit.read("case.viewed", case, by=request.user, at=now)
    found = queries.of_case(case, request.user, now)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"case": case, "page_obj": page, "promise": queries.promise(case, now)}
    return render(request, "updates/portal_list.html", context)
