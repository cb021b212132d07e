"""The link of an invitation: reading it shows a button, only the button redeems it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)
from django.views.decorators.http import require_http_methods

from controlplane.team import actions, queries
from controlplane.team.models import Invitation
from portal.access import actions as access
from portal.access import grants, locale
from portal.access.forms import PasswordForm
from portal.access.gate import everyone
from portal.access.problems import InvitationExpired, InvitationProblem
from tenants.accounts.models import User
from tenants.factors import queries as factors

METHODS = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


@everyone
@sensitive_variables("token")
@require_http_methods(METHODS)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button, or redeem."""
    now = timezone.now()
    try:
        found = queries.invitation_of(token)
        if problem := queries.problem_of(found, at=now):
            return _problem_of(request, found, problem)
        if request.method != "POST":
            return _button(request, found)
        user = actions.redeem(token, at=now)
    except InvitationProblem as problem:
        return _problem_page(request, problem)
    grants.give(request, user, at=now)
    return _in_language_of(user, request, redirect("team:password"))


@everyone
@sensitive_post_parameters("password")
@require_http_methods(METHODS)
def password(request: HttpRequest) -> HttpResponse:
    """The form, for the browser that redeemed the invitation."""
    user = grants.holder(request, at=timezone.now())
    if user is None:
        return _problem_page(request, InvitationExpired())
    form = PasswordForm(user, request.POST or None)
    if form.is_valid():
        actions.set_password(user, form.cleaned_data["password"], at=timezone.now())
        return _on(request, user)
    rules = password_validators_help_texts()
    context = {"form": form, "email": user.email, "rules": rules}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "access/password.html", context, status=status)


def _on(request: HttpRequest, user: User) -> HttpResponse:
    """To the second factor: to set it up, or to prove the one that there is."""
    grants.give_back(request)
    if factors.has_any(user):
        return redirect("operators:sign_in")
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    access.note_sign_in(user, at=timezone.now(), second_factor=False)
    return redirect("operators:second_factor")


def _button(request: HttpRequest, found: Invitation) -> HttpResponse:
    language = locale.chosen_in_browser(request) or found.user.language
    with translation.override(language):
        return render(request, "team/invitation.html", {"invitation": found})


def _problem_of(
    request: HttpRequest, found: Invitation, problem: InvitationProblem
) -> HttpResponse:
    """The problem's page, except for who just redeemed it here and pressed twice."""
    if grants.holder(request, at=timezone.now()) == found.user:
        return redirect("team:password")
    return _problem_page(request, problem)


def _problem_page(request: HttpRequest, problem: InvitationProblem) -> HttpResponse:
    context = {"problem": problem.code}
    template = "team/invitation_problem.html"
    return render(request, template, context, status=problem.status)


def _in_language_of(
    user: User, request: HttpRequest, response: HttpResponse
) -> HttpResponse:
    if locale.chosen_in_browser(request) is None:
        locale.remember(response, user.language)
    return response
