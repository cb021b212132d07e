"""Addresses and certificates of all firms."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from controlplane.domains import actions, cells, queries
from controlplane.domains.forms import ReleaseForm
from portal.access import destinations
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from tenants.domains.models import Claim

PAGE_SIZE = 50
UNPROCESSABLE = 422


@requires(Permission.FLEET_VIEW)
@require_safe
def addresses(request: PortalRequest) -> HttpResponse:
    """The addresses of one tab, by name."""
    at = timezone.now()
    query = request.GET.get("q", "").strip()
    tab = request.GET.get("state", "")
    if tab not in queries.TABS:
        tab = "all" if query else "attention"
    pages = Paginator(queries.hosts(tab, query, at), PAGE_SIZE)
    counts = queries.counts(at)
    if tab == "all" and not query:
        pages.count = counts[tab]  # instead of counting once more
    page = pages.get_page(request.GET.get("page"))
    page.object_list = queries.addresses(page.object_list)
    context = {
        "tab": tab,
        "tabs": [(name, label, counts[name]) for name, label in queries.TABS.items()],
        "query": query,
        "page_obj": page,
        "cells": cells.of(page.object_list, at, acts=_acts(request)),
    }
    return render(request, "domains/list.html", context)


def _acts(request: PortalRequest) -> str:
    """What may be done with each claim; nothing for an operator who only looks."""
    if not allowed(request.user.role, Permission.FLEET_DOMAINS):
        return ""
    return render_to_string("domains/_acts.html", request=request)


@requires(Permission.FLEET_DOMAINS)
@require_POST
def check(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Ask DNS again: a worker does it, since it takes seconds."""
    claim = get_object_or_404(Claim.objects.select_related("firm"), pk=pk)
    actions.check(claim, by=request.user, at=timezone.now())
    messages.success(
        request, _("DNS of %(host)s is being asked.") % {"host": claim.host}
    )
    return redirect(destinations.back(request) or "domains:list")


@requires(Permission.FLEET_DOMAINS)
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Take an address away from its firm."""
    found = Claim.objects.select_related("firm__usage").open()
    claim = get_object_or_404(found, pk=pk)
    typed = request.POST if request.method == "POST" else None
    form = ReleaseForm(typed, claim=claim)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.release(claim, by=request.user, at=timezone.now(), reason=reason)
        messages.success(request, _("%(host)s is released.") % {"host": claim.host})
        return redirect("fleet:firm", pk=claim.firm_id)
    context = {"claim": claim, "form": form}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "domains/release.html", context, status=status)
