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
from portal.cases import conflict_actions, party_forms, undoing
from portal.cases import party_actions as actions
from portal.cases.desk_page import case_page, form_page, to_case_page
from portal.cases.models import Case, Party
from portal.cases.party_forms import PartForm, PartyForm

METHODS = ["GET", "HEAD", "POST"]


@requires(Permission.CASE_EDIT)
@require_http_methods(METHODS)
def parties(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Add a contact to the case, and say so when it is on the other side elsewhere."""
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
        by=request.user,
        at=timezone.now(),
        **form.part,
    )
    messages.success(request, _("%(name)s was added.") % {"name": party.contact.name})
    _warn_of_conflicts(request, party)
    return _back_to_people(case)


@requires(Permission.CASE_EDIT)
@require_http_methods(METHODS)
def party(request: PortalRequest, pk: UUID, party_pk: UUID) -> HttpResponse:
    """Change a contact's part, and whether it sees the case."""
    found = _party(request, pk, party_pk)
    typed = request.POST if request.method == "POST" else None
    form = PartForm(typed, initial=party_forms.as_typed(found))
    if form.is_valid():
        actions.change_party(
            party=found, by=request.user, at=timezone.now(), **form.part
        )
        messages.success(request, _("Saved. It counts from now on."))
        _warn_of_conflicts(request, found)
        return _back_to_people(found.case)
    return form_page(request, found.case, form, found.contact.name)


@requires(Permission.CASE_EDIT)
@require_POST
def party_removal(request: PortalRequest, pk: UUID, party_pk: UUID) -> HttpResponse:
    """Take a contact out of the case. The page that follows offers to undo it."""
    found = _party(request, pk, party_pk)
    undo = undoing.address(found)
    actions.remove_party(party=found, by=request.user, at=timezone.now())
    messages.success(
        request,
        _("%(name)s is no longer in this case.") % {"name": found.contact.name},
    )
    return _back_to_people(found.case, f"&{undo}")


def _party(request: PortalRequest, pk: UUID, party_pk: UUID) -> Party:
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    found = Party.objects.filter(case=case).select_related("case", "contact")
    return get_object_or_404(found, pk=party_pk)


def _warn_of_conflicts(request: PortalRequest, party: Party) -> None:
    """Nobody is kept from adding a party to an open case, but everybody is told."""
    found = conflict_actions.of_party(party, by=request.user, at=timezone.now())
    for hit in found.strong:
        messages.warning(request, hit.sentence)


def _back_to_people(case: Case, undo: str = "") -> HttpResponse:
    page = reverse("desk:cases:detail", args=[case.pk])
    return redirect(f"{page}?tab=people{undo}")
