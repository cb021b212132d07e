"""Setting up the second factor: the one thing that a password alone lets one do."""

from __future__ import annotations

import django_otp
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from controlplane.frame import actions, authenticator, places
from controlplane.frame.forms import CodeForm
from controlplane.frame.qr import square
from portal.access import destinations, factors
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission

UNPROCESSABLE = 422


@requires(Permission.ACCOUNT, before_second_factor=True)
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: PortalRequest) -> HttpResponse:
    """Show the secret, as a picture and as text; a right code of it switches it on."""
    if factors.is_verified(request.user):
        return redirect("operators:account")
    if factors.device_of(request.user) is not None:
        return _sign_in_with_it(request)
    secret = authenticator.pending(request)
    form = CodeForm(secret, request.POST or None)
    if form.is_valid():
        return _switch_on(request, secret, form.period)
    link = secret.link(request.user.email)
    context = {"form": form, "secret": secret, "qr": square(link), "link": link}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "frame/second_factor.html", context, status=status)


def _sign_in_with_it(request: HttpRequest) -> HttpResponse:
    """There is one since this session began: it must be proved, not replaced."""
    logout(request)
    return redirect("operators:sign_in")


def _switch_on(
    request: PortalRequest, secret: authenticator.Secret, period: int
) -> HttpResponse:
    device, codes = actions.set_up(
        request.user, secret=secret.key, period=period, at=timezone.now()
    )
    authenticator.forget(request)
    django_otp.login(request, device)
    request.session.cycle_key()
    onward = destinations.asked_for(request) or places.home_of(request.user)
    context = {"codes": codes, "onward": onward, "is_new": True}
    return render(request, "frame/recovery_codes.html", context)
