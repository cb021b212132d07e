"""What one has to prove oneself with."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from portal.access import factors
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.factors import required
from tenants.factors import actions, queries


@requires(Permission.ACCOUNT, before_second_factor=True)
@require_safe
def overview(request: PortalRequest) -> HttpResponse:
    """The app, the passkeys, the recovery codes, and what the firm demands."""
    demand = required.demand_on(request.user, request.policy)
    kept = queries.of(request.user)
    context = {
        "kept": kept,
        "host": factors.place(request).host,
        "demand": demand,
        "may_add": bool(kept) or not demand.is_off,
        "base": "ui/portal.html" if request.user.is_client else "ui/desk.html",
    }
    return render(request, "factors/overview.html", context)


@requires(Permission.ACCOUNT, full_proof=True)
@require_POST
def recovery_codes(request: PortalRequest) -> HttpResponse:
    """New codes, shown this once; the old ones stop working."""
    codes = actions.renew_codes(request.user, at=timezone.now())
    return render(request, "factors/codes.html", {"codes": codes})
