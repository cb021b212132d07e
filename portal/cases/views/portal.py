"""The client's pages about his cases."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases import parts
from portal.cases.models import Case, CaseQuerySet
from portal.cases.portal_page import case_page
from portal.ui.paging import SearchPages

PAGE_SIZE = 25


@requires(Permission.PORTAL_CASE_VIEW)
@require_safe
def cases(request: PortalRequest) -> HttpResponse:
    """The client's cases: open ones first, then those that are closed."""
    found = Case.objects.visible_to(request.user).open_first()

    def with_rows(cases: CaseQuerySet) -> CaseQuerySet:
        return parts.listed(cases.select_related("responsible"), request.user)

    pages = SearchPages(found, PAGE_SIZE, dressed=with_rows)
    page_obj = pages.get_page(request.GET.get("page"))
    context = {"page_obj": page_obj, "rows": parts.rows()}
    return render(request, "cases/portal_list.html", context)


@requires(Permission.PORTAL_CASE_VIEW)
@require_safe
def detail(request: PortalRequest, pk: UUID) -> HttpResponse:
    """One case, with what the firm shares about it."""
    visible = Case.objects.visible_to(request.user).select_related("responsible")
    case = get_object_or_404(visible, pk=pk)
    return case_page(request, case)
