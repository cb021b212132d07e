"""Who opened my file: the client's page about one case."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases.models import Case
from portal.history import queries
from portal.history.opening import opening_of

PAGE_SIZE = 50


@requires(Permission.PORTAL_CASE_VIEW)
@require_safe
def openings(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Who was shown this case and its documents."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    pages = Paginator(queries.openings(case), PAGE_SIZE)
    page = pages.get_page(request.GET.get("page"))
    entries = list(page.object_list)
    titles = queries.titles_for(request.user, case)
    roles = queries.roles_of(entries)
    context = {
        "case": case,
        "page_obj": page,
        "openings": [
            opening_of(each, user=request.user, roles=roles, titles=titles)
            for each in entries
        ],
    }
    return render(request, "history/openings.html", context)
