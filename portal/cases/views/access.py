"""Who of the firm sees a case, and what its clients see of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases import access_actions as actions
from portal.cases.access_forms import MembersForm, SectionsForm
from portal.cases.desk_page import form_page
from portal.cases.models import Case
from tenants.errors import DomainError


@requires(Permission.CASE_RESTRICT)
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Name the people of the case, and put a wall around it or take it away."""
    case = _case(request, pk)
    form = MembersForm(request.POST or None, case=case)
    if form.is_valid() and _set_members(request, case, form):
        return _saved(request, case)
    return form_page(request, case, form, _("Who sees this case"))


@requires(Permission.CASE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def sections(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Show or hide a section to the clients of this case."""
    case = _case(request, pk)
    form = SectionsForm(request.POST or None, case=case)
    if form.is_valid():
        actions.show_sections(case, form.shown, by=request.user, at=timezone.now())
        return _saved(request, case)
    return form_page(request, case, form, _("What clients see in this case"))


def _set_members(request: PortalRequest, case: Case, form: MembersForm) -> bool:
    """Whether it was done; a refusal becomes an error of the field."""
    try:
        actions.set_members(
            case,
            form.cleaned_data["members"],
            is_restricted=form.cleaned_data["is_restricted"],
            by=request.user,
            at=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error("members", refusal.message)
        return False
    return True


def _case(request: PortalRequest, pk: UUID) -> Case:
    visible = Case.objects.visible_to(request.user).select_related("responsible")
    return get_object_or_404(visible, pk=pk)


def _saved(request: PortalRequest, case: Case) -> HttpResponse:
    messages.success(request, _("Saved. It counts from now on."))
    if not Case.objects.visible_to(request.user).filter(pk=case.pk).exists():
        return redirect("desk:cases:list")
    return redirect(f"{reverse('desk:cases:detail', args=[case.pk])}?tab=overview")
