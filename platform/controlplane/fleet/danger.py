"""The page before a whole firm is closed or changed: scope, effects, form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.access.gate import PortalRequest
from tenants.models import Firm

UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Danger:
    """What is about to be done, in words."""

    title: str
    effects: tuple[str, ...]
    button: str
    done: str
    is_grave: bool = True  # else it is a change like others, with the same page


def page(
    request: PortalRequest,
    firm: Firm,
    danger: Danger,
    form: forms.Form,
    act: Callable[[], object],
) -> HttpResponse:
    """Show what would happen; once confirmed, do it and go back to the firm."""
    if request.method == "POST" and form.is_valid():
        act()
        return told(request, firm, danger.done)
    context = {
        "firm": firm,
        "danger": danger,
        "form": form,
        "scope": scope_of(firm),
    }
    status = UNPROCESSABLE if form.errors else None
    return render(request, "fleet/danger.html", context, status=status)


def typed(request: PortalRequest) -> QueryDict | None:
    """What the form gets: nothing, while the page is only looked at."""
    return request.POST if request.method == "POST" else None


def told(request: PortalRequest, firm: Firm, text: str) -> HttpResponse:
    """Back to the firm's page, where the text is shown."""
    messages.success(request, text)
    return redirect("fleet:firm", pk=firm.pk)


def scope_of(firm: Firm) -> str:
    """ "1 firm, 212 clients": whom it concerns."""
    usage = getattr(firm, "usage", None)
    clients = usage.clients if usage else 0
    told_clients = ngettext("%(n)s client", "%(n)s clients", clients) % {"n": clients}
    return _("1 firm, %(clients)s") % {"clients": told_clients}
