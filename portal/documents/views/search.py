"""The firm's list of documents, over all its cases."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.documents.filters import SORTS, STATES, Filters
from portal.documents.models import Document, DocumentKind, DocumentQuerySet
from portal.ui.paging import Pages, SearchPages

PAGE_SIZE = 25


@requires(Permission.DOCUMENT_VIEW)
@require_safe
def documents(request: PortalRequest) -> HttpResponse:
    """Those that are asked for; without a wish, the newest."""
    filters = Filters.of(request.GET)
    visible = Document.objects.visible_to(request.user)
    kind = SearchPages if filters.query else Pages
    found = filters.apply(visible.latest_first())
    pages = kind(found, PAGE_SIZE, dressed=DocumentQuerySet.with_rows)
    page_obj = pages.get_page(request.GET.get("page"))
    context = {
        "page_obj": page_obj,
        "filters": filters,
        "states": STATES.items(),
        "kinds": DocumentKind.choices,
        "sorts": [(name, label) for name, (label, _order) in SORTS.items()],
        "has_any": bool(page_obj.object_list) or filters.is_any or visible.exists(),
    }
    return render(request, "documents/desk_list.html", context)
