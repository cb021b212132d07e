"""Who takes part in a case, on the desk."""

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
from portal.cases import party_actions as actions
from portal.cases.desk_page import case_page, to_case_page
from portal.cases.forms import PartyForm
from portal.cases.models import Case, Party, PartyRole


@requires(Permission.CASE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def parties(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Add a contact to the case."""
    visible = Case.objects.visible_to(request.user).select_related(
        "responsible", "practice_area"
    )
    case = get_object_or_404(visible, pk=pk)
    if request.method != "POST":
        return to_case_page(request, case)
    form = PartyForm(request.POST, by=request.user)
    if not form.is_valid():
        return case_page(request, case, tab="people", party_form=form)
    party = actions.add_party(
        case=case,
        contact=form.cleaned_data["contact"],
        role=PartyRole(form.cleaned_data["role"]),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("%(name)s was added.") % {"name": party.contact.name})
    return _back_to_people(case)


@requires(Permission.CASE_EDIT)
@require_POST
def party_removal(request: PortalRequest, pk: UUID, party_pk: UUID) -> HttpResponse:
    """Take a contact out of the case."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    found = Party.objects.filter(case=case).select_related("case", "contact")
    party = get_object_or_404(found, pk=party_pk)
    actions.remove_party(party=party, by=request.user, at=timezone.now())
    messages.success(
        request,
        _("%(name)s is no longer in this case.") % {"name": party.contact.name},
    )
    return _back_to_people(case)


def _back_to_people(case: Case) -> HttpResponse:
    page = reverse("desk:cases:detail", args=[case.pk])
    return redirect(f"{page}?tab=people")
