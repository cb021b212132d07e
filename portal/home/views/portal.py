"""The client's first page."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.home import answers, parts

NOON, EVENING = 12, 18


@requires(Permission.PORTAL_VIEW)
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """What the firm needs from him, where his cases stand, what is new, and what is
    next."""
    context = {
        "day_part": day_part(timezone.localtime()),
        "tasks": answers.tasks(request),
        "latest": answers.latest(request),
        "coming": answers.coming(request),
        "columns": parts.shown(parts.PortalPanel, request),
    }
    return render(request, "home/portal.html", context)


def day_part(now: datetime) -> str:
    """How to greet at this hour, on the reader's clock."""
    if now.hour < NOON:
        return "morning"
    return "afternoon" if now.hour < EVENING else "evening"
