"""Another address to sign in with: asked for here, confirmed there, undone elsewhere.

Programs that scan mail follow links, so only a button changes anything. The links work
in any browser: mail is often read on another device.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from portal.access.gate import PortalRequest, everyone, requires
from portal.access.permissions import Permission
from portal.account import actions, proof, queries
from portal.account.forms import EmailForm
from portal.account.views.page import page
from portal.factors import required
from tenants.errors import DomainError

GONE = 410


@requires(Permission.ACCOUNT)
@sensitive_post_parameters("current")
@require_http_methods(["GET", "HEAD", "POST"])
def email(request: PortalRequest) -> HttpResponse:
    """Ask the new address. The answer is the same whoever has it."""
    if request.method != "POST":
        return redirect("account:home")
    if stale := required.refuse_stale(request, request.user):
        return stale
    form = EmailForm(request.user, request.POST, auto_id="email_%s")
    if not form.is_valid():
        ended = proof.note_guess(request) if form.is_guess else None
        return ended or page(request, email=form)
    proof.forget_guesses(request)
    request.session.cycle_key()
    actions.ask_for_email(request.user, form.cleaned_data["email"], at=timezone.now())
    messages.success(
        request, _("Look into your new mailbox: a link there confirms the address.")
    )
    return redirect("account:home")


@everyone
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def confirmation(request: HttpRequest, token: str) -> HttpResponse:
    """The new address says yes."""
    now = timezone.now()
    change = queries.to_confirm(token, now)
    if change is None:
        return _gone(request)
    if request.method != "POST":
        return render(request, "account/email_confirmation.html", {"change": change})
    try:
        actions.confirm_email(change, at=now)
    except DomainError:
        return _gone(request)
    return render(request, "account/email_confirmed.html", {"change": change})


@everyone
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """The old address says no."""
    now = timezone.now()
    change = queries.to_undo(token, now)
    if change is None:
        return _gone(request)
    if request.method != "POST":
        return render(request, "account/email_undo.html", {"change": change})
    try:
        actions.undo_email(change, at=now)
    except DomainError:
        return _gone(request)
    return render(request, "account/email_undone.html", {"change": change})


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "account/link_gone.html", status=GONE)
