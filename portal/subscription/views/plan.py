"""What the firm's plan holds, and how much of it is used."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.subscription import usage
from tenants import limits


@requires(Permission.SETTINGS_VIEW)
@require_safe
def plan(request: PortalRequest) -> HttpResponse:
    """The plan's name, its limits, and what is left."""
    context = {
        "plan": limits.plan(),
        "staff": usage.staff(),
        "storage": usage.storage(),
        "addresses": usage.addresses(),
    }
    return render(request, "subscription/plan.html", context)
