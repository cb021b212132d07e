"""Setting the first password, in the hour after an invitation was redeemed."""

from __future__ import annotations

from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.access import actions, destinations, entry, grants
from portal.access.forms import PasswordForm
from portal.access.gate import everyone
from portal.access.locale import signed_in
from portal.access.problems import InvitationExpired
from portal.access.views.invitation import problem_page

UNPROCESSABLE = 422


@everyone
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """The form, for the browser that redeemed the invitation."""
    user = grants.holder(request, at=timezone.now())
    if user is None:
        return _without_grant(request)
    form = PasswordForm(user, request.POST or None)
    if form.is_valid():
        actions.set_password(user, form.cleaned_data["password"], at=timezone.now())
        return entry.let_in(request, user)
    context = {
        "form": form,
        "email": user.email,
        "rules": password_validators_help_texts(),
    }
    status = UNPROCESSABLE if form.errors else None
    return render(request, "access/password.html", context, status=status)


def _without_grant(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    if user is not None:
        return redirect(destinations.home_of(user))
    return problem_page(request, InvitationExpired())
