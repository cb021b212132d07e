"""Asking for a visit, going over to the firm, and ending it."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from controlplane.support import queries
from controlplane.support.forms import VisitForm
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from provisioning.support import actions, passes
from provisioning.support.models import Visit, VisitScope

UNPROCESSABLE = 422


@requires(Permission.FLEET_SUPPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """Ask a firm's owners to be let in; `?firm=` names it."""
    firm = queries.firm_named(request.GET.get("firm", ""))
    form = VisitForm(request.POST or None, initial={"firm": firm.slug if firm else ""})
    if form.is_valid():
        found = form.cleaned_data
        actions.ask(
            found["firm"],
            reach=VisitScope(found["reach"]),
            reason=found["reason"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("The owners of the firm are asked by mail."))
        return redirect("support:list")
    status = UNPROCESSABLE if form.errors else None
    context = {"form": form, "firm": firm}
    return render(
        request, "controlplane_support/visit_form.html", context, status=status
    )


@requires(Permission.FLEET_SUPPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: PortalRequest, pk: UUID) -> HttpResponse:
    """A POST asks for a pass; the page then posts it to the firm's host."""
    visit = get_object_or_404(queries.visits().filter(operator=request.user), pk=pk)
    now = timezone.now()
    if request.method == "POST":
        actions.prepare_entry(visit, by=request.user, at=now)
        return redirect("support:entry", pk=visit.pk)
    token = passes.token(visit, at=now)
    expires = visit.pass_expires_at
    context = {
        "visit": visit,
        "is_in_force": visit.is_in_force(now),
        "is_preparing": token is None and expires is not None and expires > now,
        "handover_url": passes.url(visit),
        "token": token,
    }
    response = render(request, "controlplane_support/entry.html", context)
    if context["is_in_force"]:  # also while the page waits: the form comes by itself
        _allow_form_to(response, passes.url(visit))
    return response


@requires(Permission.FLEET_SUPPORT)
@require_POST
def end(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Withdraw a request, or end a visit."""
    actions.end(get_object_or_404(Visit, pk=pk), by=request.user, at=timezone.now())
    messages.success(request, _("It is over. The firm sees that, too."))
    return redirect("support:list")


def _allow_form_to(response: HttpResponse, url: str) -> None:
    """This page alone may post to the firm's host (read by django-csp)."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    response._csp_update = {"form-action": [origin]}  # type: ignore[attr-defined]
