"""A new owner for a firm: one administrator asks, another one confirms."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from controlplane.support import queries
from controlplane.support.forms import ConfirmForm, RecoveryForm
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from provisioning.support import actions
from provisioning.support.models import Recovery

UNPROCESSABLE = 422
SECONDS_PER_HOUR = 3600


@requires(Permission.FLEET_RECOVER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """Ask for a new owner; `?firm=` names the firm."""
    firm = queries.firm_named(request.GET.get("firm", ""))
    form = RecoveryForm(
        request.POST or None, initial={"firm": firm.slug if firm else ""}
    )
    if form.is_valid():
        found = form.cleaned_data
        actions.ask_recovery(
            found["firm"],
            owner_name=found["owner_name"],
            owner_email=found["owner_email"],
            reason=found["reason"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Another administrator must now confirm it."))
        return redirect("support:list")
    context = {"form": form, "firm": firm, "hours": _hours()}
    status = UNPROCESSABLE if form.errors else None
    template = "controlplane_support/recovery_form.html"
    return render(request, template, context, status=status)


@requires(Permission.FLEET_RECOVER)
@require_http_methods(["GET", "HEAD", "POST"])
def confirmation(request: PortalRequest, pk: UUID) -> HttpResponse:
    """What it means, and the firm's address to type."""
    rows = Recovery.objects.select_related("firm", "requested_by", "confirmed_by")
    recovery = get_object_or_404(rows, pk=pk)
    form = ConfirmForm(request.POST or None)
    if form.is_valid():
        actions.confirm_recovery(
            recovery,
            typed=form.cleaned_data["typed"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Confirmed. Everybody at the firm is told now."))
        return redirect("support:list")
    context = {
        "recovery": recovery,
        "form": form,
        "hours": _hours(),
        "is_own": recovery.requested_by_id == request.user.pk,
    }
    status = UNPROCESSABLE if form.errors else None
    template = "controlplane_support/confirmation.html"
    return render(request, template, context, status=status)


@requires(Permission.FLEET_RECOVER)
@require_POST
def cancellation(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Stop it."""
    recovery = get_object_or_404(Recovery, pk=pk)
    actions.cancel_recovery(recovery, by=request.user, at=timezone.now())
    messages.success(request, _("Cancelled. The firm's owners stay as they are."))
    return redirect("support:list")


def _hours() -> int:
    return int(settings.RECOVERY_DELAY.total_seconds() // SECONDS_PER_HOUR)
