"""The firm's list of cases, and the same as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from portal.cases import sheet
from portal.cases.filters import SORTS, STATES, Filters
from portal.cases.models import Case, CaseQuerySet, PracticeArea
from portal.ui.paging import Pages, SearchPages
from tenants.accounts.models import User

PAGE_SIZE = 25


@requires(Permission.CASE_VIEW)
@require_safe
def cases(request: PortalRequest) -> HttpResponse:
    """Those that are asked for; without a wish, the open ones by their last change."""
    filters = Filters.of(request.GET)
    kind = SearchPages if filters.query else Pages
    pages = kind(_asked_for(request, filters), PAGE_SIZE, dressed=_with_rows)
    page_obj = pages.get_page(request.GET.get("page"))
    role = request.user.role
    context = {
        "page_obj": page_obj,
        "filters": filters,
        "states": [(name, label) for name, label in STATES.items()],
        "sorts": [(name, label) for name, (label, _order) in SORTS.items()],
        "areas": PracticeArea.objects.in_order(),
        "colleagues": User.objects.staff().active().order_by("name", "pk"),
        "has_any": bool(page_obj.object_list)
        or filters.is_any
        or _visible(request).exists(),
        "may_export": allowed(role, Permission.CASE_EXPORT),
        "may_search": allowed(role, Permission.CASE_CONFLICTS),
    }
    return render(request, "cases/desk_list.html", context)


@requires(Permission.CASE_EXPORT, step_up=True)
@require_safe
def file(request: PortalRequest) -> HttpResponse:
    """Those that are asked for, as a file. Taking it is in the log."""
    found = _asked_for(request, Filters.of(request.GET))
    rows = list(_with_rows(found)[: sheet.MOST_ROWS])
    sheet.note_export(rows=len(rows), by=request.user, at=timezone.now())
    return sheet.answer(rows)


def _asked_for(request: PortalRequest, filters: Filters) -> CaseQuerySet:
    return filters.apply(_visible(request), user=request.user)


def _with_rows(cases: CaseQuerySet) -> CaseQuerySet:
    return cases.select_related("responsible", "practice_area").with_clients()


def _visible(request: PortalRequest) -> CaseQuerySet:
    return Case.objects.visible_to(request.user)
