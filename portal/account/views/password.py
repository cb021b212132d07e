"""A new password."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.account import actions, proof
from portal.account.forms import PasswordForm
from portal.account.views.page import page


@requires(Permission.ACCOUNT)
@sensitive_post_parameters("current", "password")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: PortalRequest) -> HttpResponse:
    """Set it. This session goes on under a new key, all others end."""
    if request.method != "POST":
        return redirect("account:home")
    form = PasswordForm(request.user, request.POST, auto_id="password_%s")
    if not form.is_valid():
        ended = proof.note_guess(request) if form.is_guess else None
        return ended or page(request, password=form)
    proof.forget_guesses(request)
    actions.change_password(
        request.user,
        form.cleaned_data["password"],
        session=str(request.session.session_key),
        at=timezone.now(),
    )
    update_session_auth_hash(request, request.user)
    messages.success(
        request, _("Your password is changed. You are signed out everywhere else.")
    )
    return redirect("account:home")
