"""The firm's pages about one case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases import actions
from portal.cases.desk_page import case_page, form_page
from portal.cases.forms import CaseForm
from portal.cases.models import Case


@requires(Permission.CASE_VIEW)
@require_safe
def detail(request: PortalRequest, pk: UUID) -> HttpResponse:
    """A case: documents, people, overview."""
    visible = Case.objects.visible_to(request.user).select_related(
        "responsible", "practice_area"
    )
    case = get_object_or_404(visible, pk=pk)
    return case_page(request, case)


@requires(Permission.CASE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Change a case."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    form = CaseForm(request.POST or None, instance=case)
    if form.is_valid():
        actions.edit_case(
            case=form.save(commit=False),
            changed=form.changed_data,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Your changes were saved."))
        if not Case.objects.visible_to(request.user).filter(pk=case.pk).exists():
            return redirect("desk:cases:list")  # it is somebody else's now
        return redirect("desk:cases:detail", pk=case.pk)
    return form_page(request, case, form, "", "cases/desk_form.html")
