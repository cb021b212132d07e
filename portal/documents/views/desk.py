"""What the firm does with documents: share, take back, download."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_POST,
    require_safe,
)

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.documents import actions
from portal.documents.models import Document
from portal.documents.views.download import deliver


@requires(Permission.DOCUMENT_SHARE)
@require_POST
def share(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Show a document to the clients of its case."""
    document = _document(request, pk)
    actions.share(document=document, by=request.user, at=timezone.now())
    messages.success(
        request, _("The clients of this case now see %(title)s.") % _title(document)
    )
    return redirect("desk:cases:detail", pk=document.case_id)


@requires(Permission.DOCUMENT_SHARE)
@require_POST
def share_removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Make a document internal again."""
    document = _document(request, pk)
    actions.unshare(document=document, by=request.user, at=timezone.now())
    messages.success(request, _("Clients no longer see %(title)s.") % _title(document))
    return redirect("desk:cases:detail", pk=document.case_id)


@requires(Permission.DOCUMENT_VIEW)
@require_safe
def file(request: PortalRequest, pk: UUID) -> HttpResponseBase:
    """The file itself."""
    return deliver(request, _document(request, pk), at=timezone.now())


def _document(request: PortalRequest, pk: UUID) -> Document:
    visible = Document.objects.visible_to(request.user).select_related("case")
    return get_object_or_404(visible, pk=pk)


def _title(document: Document) -> dict[str, str]:
    return {"title": document.title}
