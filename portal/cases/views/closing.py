"""Closing a case on the desk, and how long it is read and kept."""

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
from portal.cases import closing_actions as actions
from portal.cases.closing_forms import ClosingForm, HoldForm, WindowForm
from portal.cases.desk_page import form_page
from portal.cases.models import Case

METHODS = ["GET", "HEAD", "POST"]


@requires(Permission.CASE_CLOSE)
@require_http_methods(METHODS)
def closure(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Close a case."""
    case = _case(request, pk)
    form = ClosingForm(request.POST if request.method == "POST" else None, case=case)
    if form.is_valid():
        actions.close_case(
            case=case,
            closed_on=form.cleaned_data["closed_on"],
            read_days=form.read_days,
            has_end=form.has_end,
            by=request.user,
            at=timezone.now(),
        )
        return _done(request, case, _("Closed. You can open it again."))
    return form_page(request, case, form, _("Close"), "cases/closing_form.html")


@requires(Permission.CASE_CLOSE)
@require_POST
def closure_removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Open a closed case again."""
    case = _case(request, pk)
    actions.reopen_case(case=case, by=request.user, at=timezone.now())
    return _done(request, case, _("Open again."))


@requires(Permission.CASE_CLOSE)
@require_http_methods(METHODS)
def window(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Change until when the clients of a closed case read it."""
    case = _case(request, pk)
    typed = request.POST if request.method == "POST" else None
    form = WindowForm(typed, initial={"until": case.readable_until})
    if form.is_valid():
        actions.let_read_until(
            case=case,
            until=form.cleaned_data["until"],
            by=request.user,
            at=timezone.now(),
        )
        return _done(request, case, _("Saved. It counts from now on."))
    return form_page(request, case, form, _("How long clients read it"))


@requires(Permission.CASE_HOLD)
@require_http_methods(METHODS)
def hold(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Keep a case beyond its time."""
    case = _case(request, pk)
    typed = request.POST if request.method == "POST" else None
    form = HoldForm(typed, initial={"reason": case.hold_reason})
    if form.is_valid():
        actions.hold(
            case=case,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
        return _done(request, case, _("It is kept until you end the legal hold."))
    return form_page(request, case, form, _("Legal hold"))


@requires(Permission.CASE_HOLD)
@require_POST
def hold_removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """End the legal hold."""
    case = _case(request, pk)
    actions.release(case=case, by=request.user, at=timezone.now())
    return _done(request, case, _("The legal hold has ended."))


def _case(request: PortalRequest, pk: UUID) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.user), pk=pk)


def _done(request: PortalRequest, case: Case, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(f"{reverse('desk:cases:detail', args=[case.pk])}?tab=overview")
