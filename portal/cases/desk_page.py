"""The desk's pages of one case, also with a form that was not right. Whoever gets one
has seen the case: each is written down before it is shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from portal.access.gate import PortalRequest
from portal.access.permissions import Permission, allowed
from portal.cases import parts, undoing
from portal.cases.models import SEE_NO_DOCUMENTS, Case, Member, Party
from portal.cases.party_forms import PartyForm
from portal.people.models import Contact
from tenants import audit

TABS = ("documents", "people", "overview")
UNPROCESSABLE = 422


def case_page(
    request: PortalRequest, case: Case, *, tab: str = "", **refused: Any
) -> HttpResponse:
    """The case with all its parts. `refused` are forms with errors, by their names."""
    _note(request, case)
    own = TABS[1:] if request.user.role in SEE_NO_DOCUMENTS else TABS
    feature_tabs = parts.tabs(request.user)
    tabs = (*own, *(each.name for each in feature_tabs))
    wish = tab or request.GET.get("tab", "")
    shown = wish if wish in tabs else tabs[0]
    parties = _parties(case)
    context = {
        "case": case,
        "tab": shown,
        "feature_tabs": feature_tabs,
        "parties": parties,
        "readers": [party for party in parties if party.reads],
        "may_edit": allowed(request.user.role, Permission.CASE_EDIT),
        "may_close": allowed(request.user.role, Permission.CASE_CLOSE),
        "may_hold": allowed(request.user.role, Permission.CASE_HOLD),
        "may_restrict": allowed(request.user.role, Permission.CASE_RESTRICT),
        "members": list(_members(case)),
        "removed": undoing.removed(request, request.user),
        "sees_documents": request.user.role not in SEE_NO_DOCUMENTS,
        "party_form": PartyForm(by=request.user),
        **parts.desk_context(request, case, request.user, tab=shown),
        **refused,
        "has_errors": bool(refused),
    }
    status = UNPROCESSABLE if refused else None
    return render(request, "cases/desk_detail.html", context, status=status)


def form_page(
    request: PortalRequest,
    case: Case,
    form: forms.BaseForm,
    title: str,
    template: str = "cases/access_form.html",
) -> HttpResponse:
    """A form about the case."""
    _note(request, case)
    context = {"case": case, "form": form, "title": title}
    status = UNPROCESSABLE if form.errors else None
    return render(request, template, context, status=status)


def to_case_page(request: PortalRequest, case: Case) -> HttpResponse:
    """Lead to the case's own address.

    A refused form is shown at the address that it was sent to. Whoever reloads that, or
    follows a link on it, comes back here with what was asked for.
    """
    page = reverse("desk:cases:detail", args=[case.pk])
    return redirect(f"{page}?{request.GET.urlencode()}" if request.GET else page)


def _members(case: Case) -> QuerySet[Member]:
    """Who works on it, besides who is responsible."""
    found = Member.objects.filter(case=case).select_related("user")
    return found.order_by("user__name", "pk")


def _note(request: PortalRequest, case: Case) -> None:
    audit.read("case.viewed", case, by=request.user, at=timezone.now())


def _parties(case: Case) -> list[Party]:
    """The parties with their contacts and how far these are on the portal."""
    contacts = Contact.objects.with_portal_access()
    found = Party.objects.filter(case=case).in_order()
    return list(found.prefetch_related(Prefetch("contact", queryset=contacts)))
