"""The client's pages about documents: what is shared in his cases, and nothing else."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.documents.models import Document, DocumentQuerySet
from portal.documents.views.download import deliver
from portal.ui.paging import SearchPages

PAGE_SIZE = 25


@requires(Permission.PORTAL_DOCUMENT_VIEW)
@require_safe
def documents(request: PortalRequest) -> HttpResponse:
    """The shared documents of all his cases, or of one, the newest first."""
    found = Document.objects.visible_to(request.user).latest_shared_first()
    if case := _key(request.GET.get("case", "")):
        found = found.filter(case=case)
    pages = SearchPages(found, PAGE_SIZE, dressed=DocumentQuerySet.with_rows)
    page_obj = pages.get_page(request.GET.get("page"))
    return render(request, "documents/portal_list.html", {"page_obj": page_obj})


@requires(Permission.PORTAL_DOCUMENT_DOWNLOAD)
@require_safe
def file(request: PortalRequest, pk: UUID) -> HttpResponseBase:
    """The file itself, unless it was shared to be read only."""
    visible = Document.objects.visible_to(request.user).downloadable()
    document = get_object_or_404(visible, pk=pk)
    return deliver(request, document, at=timezone.now())


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
