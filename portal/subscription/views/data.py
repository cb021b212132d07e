"""The firm's data: a copy of everything, to take away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.subscription import actions
from portal.subscription.models import Export, ExportState
from tenants.crypto import CryptoError
from tenants.errors import DomainError

SHOWN = 10


@requires(Permission.FIRM_EXPORT)
@require_safe
def data(request: PortalRequest) -> HttpResponse:
    """The latest exports, and a button for a new one."""
    exports = list(Export.objects.select_related("requested_by").latest_first()[:SHOWN])
    context = {
        "exports": exports,
        "is_waiting": any(export.is_waiting for export in exports),
    }
    return render(request, "subscription/data.html", context)


@requires(Permission.FIRM_EXPORT, step_up=True)
@require_POST
def exports(request: PortalRequest) -> HttpResponse:
    """Ask for a new one."""
    actions.request_export(by=request.user, at=timezone.now())
    messages.success(
        request, _("We make your export and write to you when it is ready.")
    )
    return redirect("desk:subscription:data")


@requires(Permission.FIRM_EXPORT, step_up=True)
@require_safe
def file(request: PortalRequest, pk: UUID) -> HttpResponseBase:
    """The file of one that is ready; written down in the firm's log."""
    ready = Export.objects.filter(state=ExportState.READY)
    export = get_object_or_404(ready, pk=pk)
    try:
        content = default_storage.open(export.key)
    except (OSError, CryptoError) as error:
        raise DomainError(
            _("This file cannot be read right now. Please try again in a few minutes.")
        ) from error
    actions.note_download(export, by=request.user, at=timezone.now())
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"{request.firm.slug}-{export.requested_at:%Y-%m-%d}.zip",
        content_type="application/zip",
        headers={"Content-Length": str(export.size)},
    )
