"""The list of the plans, a new one, and changes of one."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
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

from controlplane.plans import actions, queries
from controlplane.plans.forms import PlanChangeForm, PlanForm
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from tenants.errors import DomainError

METHODS = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


@requires(Permission.FLEET_VIEW)
@require_safe
def plans(request: PortalRequest) -> HttpResponse:
    """What a firm may have, and how many firms have it."""
    context = {
        "plans": queries.plans(),
        "without_plan": queries.without_plan(),
        "largest": settings.DOCUMENT_MAX_BYTES,
        "may_edit": allowed(request.user.role, Permission.PLAN_EDIT),
    }
    return render(request, "plans/list.html", context)


@requires(Permission.PLAN_EDIT)
@require_http_methods(METHODS)
def new(request: PortalRequest) -> HttpResponse:
    """A new plan."""
    form = PlanForm(request.POST or None)
    if form.is_valid():
        try:
            actions.create(
                form.cleaned_data["name"],
                form.limits(),
                by=request.user,
                at=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error("name", refusal.message)
        else:
            messages.success(request, _("The plan is there."))
            return redirect("plans:list")
    status = UNPROCESSABLE if form.errors else None
    return render(request, "plans/new.html", {"form": form}, status=status)


@requires(Permission.PLAN_EDIT)
@require_http_methods(METHODS)
def edit(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Other limits for all firms that have the plan."""
    plan = queries.plan(pk)
    form = PlanChangeForm(request.POST or None, initial=PlanChangeForm.initial_of(plan))
    if form.is_valid():
        try:
            actions.change(
                plan,
                name=form.cleaned_data["name"],
                limits=form.limits(),
                by=request.user,
                at=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except DomainError as refusal:
            form.add_error("name", refusal.message)
        else:
            messages.success(request, _("Saved. It counts from now on."))
            return redirect("plans:list")
    status = UNPROCESSABLE if form.errors else None
    return render(
        request, "plans/edit.html", {"form": form, "plan": plan}, status=status
    )


@requires(Permission.PLAN_EDIT)
@require_POST
def default(request: PortalRequest, pk: UUID) -> HttpResponse:
    """New firms get this one."""
    actions.make_default(queries.plan(pk), by=request.user, at=timezone.now())
    messages.success(request, _("New firms get this plan from now on."))
    return redirect("plans:list")
