"""The log, newest first."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from controlplane.log import queries, sheet
from controlplane.log.forms import FilterForm
from controlplane.log.line import line_of
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission

PER_PAGE = 50


@requires(Permission.LOG_VIEW)
@require_safe
def entries(request: PortalRequest) -> HttpResponse:
    """A page of it, narrowed by what the address says."""
    form = FilterForm(request.GET)
    filters = form.filters()
    pages = Paginator(queries.entries(filters), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_obj": page,
        "lines": [line_of(entry) for entry in page],
        "is_filtered": filters.is_any,
        "firm_name": queries.firm_name(filters.firm) if filters.firm else "",
    }
    return render(request, "log/list.html", context)


@requires(Permission.LOG_VIEW)
@require_safe
def file(request: PortalRequest) -> HttpResponse:
    """The same as a CSV file, the newest rows when there are too many."""
    found = queries.entries(FilterForm(request.GET).filters())
    return sheet.answer(found[: sheet.MOST_ROWS])
