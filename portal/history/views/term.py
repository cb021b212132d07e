"""How long the log is kept: what is in force, and an owner's choice."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from portal.history import actions
from portal.history.forms import TermForm
from portal.history.keeping import keeping, length
from tenants.audit import retention
from tenants.errors import DomainError

UNPROCESSABLE = 422


@requires(Permission.HISTORY_VIEW)
@require_safe
def term(request: PortalRequest) -> HttpResponse:
    """The term in force, the one that follows, and what they take away."""
    now = timezone.now()
    kept = keeping(retention.current(at=now), at=now)
    follows = kept.terms.next_years
    context = {
        "kept": kept,
        "length": length(kept.terms.years),
        "next_length": length(follows) if follows else "",
        "may_change": allowed(request.user.role, Permission.HISTORY_TERM),
    }
    return render(request, "history/term.html", context)


@requires(Permission.HISTORY_TERM, step_up=True)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PortalRequest) -> HttpResponse:
    """Choose another term."""
    now = timezone.now()
    initial = {"years": retention.current(at=now).years}
    form = TermForm(request.POST or None, initial=initial, at=now)
    if form.is_valid() and _chosen(request, form):
        messages.success(request, _("Saved. All owners get a mail about it."))
        return redirect("desk:history:term")
    status = UNPROCESSABLE if form.errors else None
    return render(request, "history/term_change.html", {"form": form}, status=status)


@requires(Permission.HISTORY_TERM)
@require_POST
def withdrawal(request: PortalRequest) -> HttpResponse:
    """Take a shorter term back. Nothing is lost by it, so no proof is asked for."""
    actions.withdraw_term(by=request.user, at=timezone.now())
    messages.success(request, _("Taken back. The history is kept as long as before."))
    return redirect("desk:history:term")


def _chosen(request: PortalRequest, form: TermForm) -> bool:
    """Whether it was done; a refusal becomes an error of the field."""
    years = form.cleaned_data["years"]
    try:
        actions.choose_term(years, by=request.user, at=timezone.now())
    except DomainError as refusal:
        form.add_error("years", refusal.message)
        return False
    return True
