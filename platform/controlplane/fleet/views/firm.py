"""The page of one firm."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from controlplane.fleet import file
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed


@requires(Permission.FLEET_VIEW)
@require_safe
def firm(request: PortalRequest, pk: UUID) -> HttpResponse:
    """What is known of the firm, and what may be done with it."""
    at = timezone.now()
    role = request.user.role
    context = {
        "at": at,
        "file": file.read(pk, at),
        "can_steer": allowed(role, Permission.FLEET_STEER),
        "can_erase": allowed(role, Permission.FLEET_ERASE),
        "can_keep": allowed(role, Permission.FLEET_BACKUP),
        "can_plan": allowed(role, Permission.PLAN_EDIT),
        "can_support": allowed(role, Permission.FLEET_SUPPORT),
        "can_domains": allowed(role, Permission.FLEET_DOMAINS),
    }
    return render(request, "fleet/firm.html", context)
