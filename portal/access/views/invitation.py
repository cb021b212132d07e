"""The link of an invitation: reading it shows a button, only the button redeems it.

Programs that scan mail follow links, and must not use them up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from portal.access import actions, grants, locale, queries
from portal.access.gate import everyone
from portal.access.models import Invitation, Kind
from portal.access.problems import InvitationProblem
from tenants.accounts.models import User


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the page says of an invitation."""

    name: str
    email: str
    inviter: str
    expires_at: datetime


@everyone
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button, or redeem."""
    now = timezone.now()
    try:
        found = queries.invitation_of(token, kind=Kind.MAIL)
        if problem := queries.problem_of(found, at=now):
            return _problem_of(request, found, problem)
        if request.method != "POST":
            return _button(request, found, at=now)
        user = actions.redeem(token, at=now)
    except InvitationProblem as problem:
        return problem_page(request, problem)
    return to_password(request, user, at=now)


def to_password(request: HttpRequest, user: User, *, at: datetime) -> HttpResponse:
    """On to the page that sets the password, in the person's language."""
    grants.give(request, user, at=at)
    response = redirect("access:password")
    if locale.chosen_in_browser(request) is None:
        locale.remember(response, user.language)
    return response


def problem_page(request: HttpRequest, problem: InvitationProblem) -> HttpResponse:
    """What is wrong with the invitation, and what to do."""
    context = {"problem": problem.code}
    template = "access/invitation_problem.html"
    return render(request, template, context, status=problem.status)


def _button(request: HttpRequest, found: Invitation, *, at: datetime) -> HttpResponse:
    if request.method == "GET":
        actions.note_opening(found, at=at)
    inviter = found.created_by.name if found.created_by else ""
    welcome = Welcome(
        name=found.user.name,
        email=found.user.email,
        inviter=inviter,
        expires_at=found.expires_at,
    )
    with translation.override(_language(request, found)):
        return render(request, "access/invitation.html", {"invitation": welcome})


def _problem_of(
    request: HttpRequest, found: Invitation, problem: InvitationProblem
) -> HttpResponse:
    """The problem's page, except for who just redeemed it here and pressed twice."""
    if grants.holder(request, at=timezone.now()) == found.user:
        return redirect("access:password")
    with translation.override(_language(request, found)):
        return problem_page(request, problem)


def _language(request: HttpRequest, found: Invitation) -> str:
    return locale.chosen_in_browser(request) or found.user.language
