"""A document to be read: its page for clients, and the images of its pages for both."""

from __future__ import annotations

import logging
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.documents.models import Document, PageImage, Preview
from portal.documents.reading import noting
from portal.documents.reading.reader import reading
from tenants.crypto import CryptoError

log = logging.getLogger(__name__)
AWAY = 503


@requires(Permission.PORTAL_DOCUMENT_VIEW)
@require_safe
def document(request: PortalRequest, pk: UUID) -> HttpResponse:
    """What was shared, by whom, until when; its pages, and the file where he may."""
    visible = Document.objects.visible_to(request.user).with_rows()
    found = get_object_or_404(visible, pk=pk)
    noting.opened(document=found, by=request.user, at=timezone.now())
    context = {
        "document": found,
        "reading": reading(found, url="portal:documents:page"),
        "is_own": found.uploaded_by_id == request.user.pk,
    }
    return render(request, "documents/reading/portal.html", context)


@requires(Permission.PORTAL_DOCUMENT_VIEW)
@require_safe
def portal_page(request: PortalRequest, pk: UUID, number: int) -> HttpResponse:
    """The image of one page, for a client."""
    return _image(request, pk, number)


@requires(Permission.DOCUMENT_VIEW)
@require_safe
def desk_page(request: PortalRequest, pk: UUID, number: int) -> HttpResponse:
    """The image of one page, for the firm."""
    return _image(request, pk, number)


def _image(request: PortalRequest, pk: UUID, number: int) -> HttpResponse:
    """Asked for anew each time, as the gate lets nobody store it: who loses the right
    to a document loses its images with it."""
    seen = Document.objects.visible_to(request.user).readable().filter(pk=pk)
    shown = Preview.objects.current().filter(document__in=seen)
    image = get_object_or_404(PageImage, preview__in=shown, number=number)
    try:
        with default_storage.open(image.key) as file:
            content = file.read()
    except (OSError, CryptoError):
        log.exception("the image of a page could not be read")
        return HttpResponse(status=AWAY)
    return HttpResponse(
        content,
        content_type=PageImage.CONTENT_TYPE,
        headers={
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )
