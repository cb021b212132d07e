"""An invitation's code: the way in on a device that does not get the mail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.access import code_entry
from portal.access.forms import InvitationCodeForm
from portal.access.gate import everyone
from portal.access.problems import CodeRefused, TooManyTries
from portal.access.views.invitation import to_password
from tenants.accounts.models import User

UNPROCESSABLE, TOO_MANY = 422, 429


@everyone
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_code(request: HttpRequest) -> HttpResponse:
    """Ask for address and code; when they belong together, on to the password."""
    form, status = InvitationCodeForm(request.POST or None), None
    if form.is_valid():
        try:
            return to_password(request, _redeem(form), at=timezone.now())
        except (CodeRefused, TooManyTries) as refusal:
            form.add_error(None, refusal.message)
            status = TOO_MANY if isinstance(refusal, TooManyTries) else UNPROCESSABLE
    elif form.is_bound:
        status = UNPROCESSABLE
    context = {"form": form}
    return render(request, "access/invitation_code.html", context, status=status)


def _redeem(form: InvitationCodeForm) -> User:
    email, code = form.cleaned_data["email"], form.cleaned_data["code"]
    return code_entry.redeem(email, code, at=timezone.now())
