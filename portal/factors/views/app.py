"""Setting up an authenticator app, and switching it off."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from portal.access import proof
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.factors import pending, required
from portal.factors.forms import FirstCodeForm
from portal.factors.qr import square
from tenants import scope
from tenants.factors import actions
from tenants.factors.secret import Secret

UNPROCESSABLE = 422


@requires(Permission.ACCOUNT, before_second_factor=True, full_proof=True)
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: PortalRequest) -> HttpResponse:
    """Show the secret, as a picture and as text; a right code of it switches it on."""
    if not required.may_add(request.user, request.policy):
        return redirect("factors:list")
    secret = pending.of(request)
    form = FirstCodeForm(secret, request.POST or None)
    if form.is_valid():
        return _switch_on(request, secret, form.period)
    link = secret.link(request.user.email, issuer=scope.current_firm().name)
    context = {"form": form, "secret": secret, "qr": square(link), "link": link}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "factors/app.html", context, status=status)


@requires(Permission.ACCOUNT, full_proof=True)
@require_POST
def app_removal(request: PortalRequest) -> HttpResponse:
    """Switch the app off."""
    actions.remove_authenticator(request.user, at=timezone.now())
    messages.success(request, _("The authenticator app is switched off."))
    return redirect("factors:list")


def _switch_on(request: PortalRequest, secret: Secret, period: int) -> HttpResponse:
    now = timezone.now()
    with transaction.atomic():
        device = actions.set_up_authenticator(
            request.user, secret, period=period, at=now
        )
        codes = actions.make_codes_unless_there(request.user, at=now)
    pending.forget(request)
    proof.give(request, device, at=now)
    if codes:
        return render(request, "factors/codes.html", {"codes": codes, "is_new": True})
    messages.success(request, _("The authenticator app is switched on."))
    return redirect("factors:list")
