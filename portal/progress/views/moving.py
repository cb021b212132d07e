"""Saying where a case stands, on the desk."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases.desk_page import case_page, to_case_page
from portal.cases.models import Case
from portal.progress import actions
from portal.progress.forms import MoveForm


@requires(Permission.CASE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def stage(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Say to which stage the case has come."""
    case = _case(request, pk)
    if request.method != "POST":
        return to_case_page(request, case)
    form = MoveForm(request.POST, case=case)
    if not form.is_valid():
        return case_page(request, case, tab="progress", move_form=form)
    chosen = form.cleaned_data["stage"]
    actions.move(case=case, stage=chosen, by=request.user, at=timezone.now())
    messages.success(request, _("Now at: %(stage)s") % {"stage": chosen})
    return _back(case)


@requires(Permission.CASE_EDIT)
@require_POST
def stage_removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Take the last move back, while no client has seen it."""
    case = _case(request, pk)
    actions.take_back(case=case, by=request.user, at=timezone.now())
    messages.success(request, _("Taken back. Nobody was told."))
    return _back(case)


def _case(request: PortalRequest, pk: UUID) -> Case:
    visible = Case.objects.visible_to(request.user)
    found = visible.select_related("responsible", "practice_area")
    return get_object_or_404(found, pk=pk)


def _back(case: Case) -> HttpResponse:
    page = reverse("desk:cases:detail", args=[case.pk])
    return redirect(f"{page}?tab=progress")
