"""A guest comes in with a pass, and goes."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from portal.access import destinations
from portal.access.gate import PortalRequest, everyone, requires
from portal.access.permissions import Permission
from portal.support import actions, guests


@everyone
@csrf_exempt  # the form stands on the platform's host; the one-time token is the proof
@sensitive_post_parameters("token")
@require_POST
def entry(request: HttpRequest) -> HttpResponse:
    """Take the pass and let its operator in, for as long as the visit lasts."""
    access = actions.enter(request.POST.get("token", ""), at=timezone.now())
    assert access.guest is not None  # noqa: S101  (a pass is given to accounts only)
    login(request, access.guest, backend=guests.BACKEND)
    request.session.set_expiry(access.until)
    return redirect(destinations.home_of(access.guest))


@requires(Permission.SUPPORT_LEAVE)
@require_POST
def departure(request: PortalRequest) -> HttpResponse:
    """The guest is done: the visit is over, and needs to be asked for anew."""
    actions.end(request.user.support_access, by=request.user, at=timezone.now())
    logout(request)
    return render(request, "support/departed.html")
