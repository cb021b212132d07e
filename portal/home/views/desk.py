"""The first page of the desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.home import parts


@requires(Permission.DESK_VIEW)
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """What waits for whoever looks, as the features tell it."""
    panels = parts.shown(parts.DeskPanel, request)
    return render(request, "home/desk.html", {"columns": panels})
