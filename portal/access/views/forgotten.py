"""A forgotten password: asking for a link, and setting a new one with it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)
from django.views.decorators.http import require_http_methods

from portal.access import one_time
from portal.access.forms import AddressForm, PasswordForm
from portal.access.gate import everyone
from portal.access.models import OneTimeLink, Purpose
from portal.access.problems import LinkDead
from tenants.accounts.models import User

UNPROCESSABLE = 422


@everyone
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask where the link should go; the answer is the same for every address."""
    form = AddressForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        one_time.ask(Purpose.PASSWORD, email, at=timezone.now())
        return render(request, "access/forgotten_sent.html", {"email": email})
    status = UNPROCESSABLE if form.errors else None
    return render(request, "access/forgotten.html", {"form": form}, status=status)


@everyone
@sensitive_variables("token")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form, which redeems the link when it is sent."""
    try:
        link = one_time.link_of(token, Purpose.PASSWORD, at=timezone.now())
        return _new_password(request, link, link.user)
    except LinkDead as dead:
        return problem_page(request, dead, Purpose.PASSWORD)


def problem_page(
    request: HttpRequest, dead: LinkDead, purpose: Purpose
) -> HttpResponse:
    """The link does not work, and where to ask for another one."""
    context = {"purpose": purpose}
    return render(request, "access/link_dead.html", context, status=dead.status)


def _new_password(
    request: HttpRequest, link: OneTimeLink, user: User | None
) -> HttpResponse:
    if user is None:
        raise LinkDead
    form = PasswordForm(user, request.POST or None)
    if form.is_valid():
        one_time.set_password(link, form.cleaned_data["password"], at=timezone.now())
        logout(request)
        messages.success(request, _("Your password was changed. Sign in with it now."))
        return redirect("access:sign_in")
    rules = password_validators_help_texts()
    context = {"form": form, "email": user.email, "rules": rules, "is_new": True}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "access/password.html", context, status=status)
