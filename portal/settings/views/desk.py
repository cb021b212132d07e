"""The index of the firm's settings."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.settings import sections


@requires(Permission.SETTINGS_VIEW)
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """What can be set, for whoever asks."""
    context = {"rows": sections.visible_to(request.user)}
    return render(request, "settings/home.html", context)
