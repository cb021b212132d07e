"""An operator's own account: role, second factor, recovery codes, devices, password."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from controlplane.frame import actions, places
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.account import limits, proof, queries
from portal.account.forms import PasswordForm
from tenants.factors import actions as factor_actions
from tenants.factors import queries as factors

UNPROCESSABLE = 422


@requires(Permission.ACCOUNT)
@require_safe
def account(request: PortalRequest) -> HttpResponse:
    """Who I am here, and how I get in."""
    user, now = request.user, timezone.now()
    devices = queries.devices_of(
        user,
        session=request.session.session_key,
        limits=limits.of(request, user),
        at=now,
    )
    context = {"kept": factors.of(user), "devices": devices}
    return render(request, "frame/account.html", context)


@requires(Permission.ACCOUNT, full_proof=True)
@require_POST
def recovery_codes(request: PortalRequest) -> HttpResponse:
    """New codes, shown this once; the old ones stop working."""
    codes = factor_actions.renew_codes(request.user, at=timezone.now())
    context = {"codes": codes, "onward": places.home_of(request.user)}
    return render(request, "frame/recovery_codes.html", context)


@requires(Permission.ACCOUNT)
@sensitive_post_parameters("current", "password")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: PortalRequest) -> HttpResponse:
    """Another password; all other sessions end."""
    form = PasswordForm(request.user, request.POST or None)
    if form.is_guess and (ended := proof.note_guess(request)):
        return ended
    if form.is_valid():
        proof.forget_guesses(request)
        new = form.cleaned_data["password"]
        actions.change_password(request.user, new, at=timezone.now())
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password is changed."))
        return redirect("operators:account")
    context = {"form": form, "rules": password_validators_help_texts()}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "frame/password.html", context, status=status)
