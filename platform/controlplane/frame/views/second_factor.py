"""Setting up the second factor: the one thing that a password alone lets one do."""

from __future__ import annotations

from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from controlplane.frame import places
from controlplane.frame.page import PLATFORM
from portal.access import destinations, factors, proof
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.factors import pending
from portal.factors.forms import FirstCodeForm
from portal.factors.qr import square
from tenants.factors import actions, queries
from tenants.factors.secret import Secret

UNPROCESSABLE = 422


@requires(Permission.ACCOUNT, before_second_factor=True)
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: PortalRequest) -> HttpResponse:
    """Show the secret, as a picture and as text; a right code of it switches it on."""
    if factors.is_verified(request.user):
        return redirect("operators:account")
    if queries.has_any(request.user):
        return _sign_in_with_it(request)
    secret = pending.of(request)
    form = FirstCodeForm(secret, request.POST or None)
    if form.is_valid():
        return _switch_on(request, secret, form.period)
    link = secret.link(request.user.email, issuer=PLATFORM)
    context = {"form": form, "secret": secret, "qr": square(link), "link": link}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "frame/second_factor.html", context, status=status)


def _sign_in_with_it(request: HttpRequest) -> HttpResponse:
    """There is one since this session began: it must be proved, not replaced."""
    logout(request)
    return redirect("operators:sign_in")


def _switch_on(request: PortalRequest, secret: Secret, period: int) -> HttpResponse:
    now = timezone.now()
    with transaction.atomic():
        device = actions.set_up_authenticator(
            request.user, secret, period=period, at=now
        )
        codes = actions.make_codes_unless_there(request.user, at=now)
    pending.forget(request)
    proof.give(request, device, at=now)
    onward = destinations.asked_for(request) or places.home_of(request.user)
    context = {"codes": codes, "onward": onward, "is_new": True}
    return render(request, "frame/recovery_codes.html", context)
