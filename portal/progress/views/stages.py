"""The firm's stages, area by area: a page of the settings."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from portal.cases.models import PracticeArea
from portal.progress import stage_actions as actions
from portal.progress.first_stages import STAGES
from portal.progress.forms import StageForm, new_stage_form
from portal.progress.models import Stage

METHODS = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


@requires(Permission.SETTINGS_VIEW)
@require_safe
def stages(request: PortalRequest) -> HttpResponse:
    """Every area with its stages."""
    rows = Prefetch("stages", Stage.objects.in_order())
    context = {
        "areas": PracticeArea.objects.in_order().prefetch_related(rows),
        "suggested": set(STAGES),
        "may_edit": allowed(request.user.role, Permission.CASE_SETTINGS),
    }
    return render(request, "progress/stages.html", context)


@requires(Permission.CASE_SETTINGS)
@require_http_methods(METHODS)
def new(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Add a stage at the end of an area."""
    area = get_object_or_404(PracticeArea, pk=pk)
    form = new_stage_form(request.POST or None, area)
    if form.is_valid():
        stage = form.save(commit=False)
        actions.add_stage(stage=stage, by=request.user, at=timezone.now())
        return _saved(request)
    return _page(request, form, area)


@requires(Permission.CASE_SETTINGS)
@require_http_methods(METHODS)
def edit(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Change a stage."""
    stage = get_object_or_404(Stage.objects.select_related("area"), pk=pk)
    form = StageForm(request.POST or None, instance=stage)
    if form.is_valid():
        actions.edit_stage(
            stage=form.save(commit=False),
            changed=form.changed_data,
            by=request.user,
            at=timezone.now(),
        )
        return _saved(request)
    return _page(request, form, stage.area)


@requires(Permission.CASE_SETTINGS)
@require_POST
def place(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Move a stage up or down by one."""
    stage = get_object_or_404(Stage, pk=pk)
    up = request.POST.get("to") != "down"
    actions.move_stage(stage=stage, up=up, by=request.user, at=timezone.now())
    return redirect("desk:stages:list")


@requires(Permission.CASE_SETTINGS)
@require_POST
def removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Delete a stage that no case was in."""
    stage = get_object_or_404(Stage, pk=pk)
    actions.remove_stage(stage=stage, by=request.user, at=timezone.now())
    messages.success(request, _("The stage is gone."))
    return redirect("desk:stages:list")


@requires(Permission.CASE_SETTINGS)
@require_POST
def suggestion(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Fill an empty area with our suggestion."""
    area = get_object_or_404(PracticeArea, pk=pk)
    actions.suggest(area=area, by=request.user, at=timezone.now())
    return _saved(request)


def _saved(request: PortalRequest) -> HttpResponse:
    messages.success(request, _("Your changes were saved."))
    return redirect("desk:stages:list")


def _page(request: PortalRequest, form: StageForm, area: PracticeArea) -> HttpResponse:
    status = UNPROCESSABLE if form.errors else None
    context = {"form": form, "area": area, "stage": form.instance}
    return render(request, "progress/stage_form.html", context, status=status)
