"""Asking clients for documents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases.models import Case
from portal.requests import actions
from portal.requests.forms import ALL, RequestForm
from portal.requests.models import Request, RequestTemplate
from tenants import audit

UNPROCESSABLE = 422


@requires(Permission.REQUEST_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Ask for things in a case, from one of the firm's lists or from nothing."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    audit.read("case.viewed", case, by=request.user, at=timezone.now())
    language = _language(case)
    templates = _templates(case, language)
    typed = request.POST if request.method == "POST" else None
    initial = next((t for t in templates if t["pk"] == request.GET.get("from")), {})
    form = RequestForm(typed, case=case, initial=initial)
    if not form.is_valid():
        context = {"case": case, "form": form, "templates": templates}
        status = UNPROCESSABLE if form.errors else None
        return render(request, "requests/form.html", context, status=status)
    made = _ask(request, case, form)
    messages.success(
        request, _("Asked. Clients are told in a minute. Until then you can undo it.")
    )
    return redirect("desk:requests:detail", pk=made.pk)


def _ask(request: PortalRequest, case: Case, form: RequestForm) -> Request:
    sent = form.cleaned_data
    wanted = Request(
        case=case,
        title=sent["title"],
        message=sent["message"],
        due_on=sent["due_on"],
        is_for_all=sent["party"] == ALL,
        party=form.parties.get(sent["party"]),
    )
    return actions.ask(
        request=wanted, items=sent["items"], by=request.user, at=timezone.now()
    )


def _language(case: Case) -> str:
    """The client's, or the reader's own."""
    client = case.parties.clients().in_order().select_related("contact").first()
    return client.contact.language if client else (get_language() or "en")[:2]


def _templates(case: Case, language: str) -> list[dict[str, Any]]:
    """Those of the case's area."""
    found = RequestTemplate.objects.filter(area=case.practice_area_id).order_by("pk")
    return [
        {
            "pk": str(each.pk),
            "title": each.title_in(language),
            "items": each.items_in(language),
        }
        for each in found
    ]
