"""What the firm does with documents: download."""

from __future__ import annotations

from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import (
    require_safe,
)

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.documents.models import Document
from portal.documents.views.download import deliver


@requires(Permission.DOCUMENT_VIEW)
@require_safe
def file(request: PortalRequest, pk: UUID) -> HttpResponseBase:
    """The file itself."""
    return deliver(request, _document(request, pk), at=timezone.now())


def _document(request: PortalRequest, pk: UUID) -> Document:
    visible = Document.objects.visible_to(request.user).select_related("case")
    return get_object_or_404(visible, pk=pk)
