"""Runs of all firms: what is under way, what is stuck, and what was."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from controlplane.status import attention, cells, timeline
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from provisioning import actions
from provisioning.models import FINISHED, Run, RunKind, RunQuerySet, steps_in_order

PAGE_SIZE = 50
SHOWN = (
    "kind", "state", "error", "requested_by", "created_at", "finished_at", "due_at",
    "firm__name",
)  # fmt: skip
TABS = {
    "stuck": gettext_lazy("Needs attention"),
    "moving": gettext_lazy("Under way"),
    "all": gettext_lazy("All"),
}


@requires(Permission.FLEET_VIEW)
@require_safe
def runs(request: PortalRequest) -> HttpResponse:
    """The runs of one tab, latest first, by kind and firm."""
    tab, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    query, firm = request.GET.get("q", "").strip(), _key(request.GET.get("firm", ""))
    if tab not in TABS:
        tab = "all" if query or firm else "stuck"
    found = Run.objects.filter(_tab(tab))
    if kind in RunKind.values:
        found = found.filter(kind=kind)
    if query:
        found = found.filter(firm__name__icontains=query)
    if firm:
        found = found.filter(firm=firm)
    page = _page(found, request)
    context = {
        "tabs": _tabs(),
        "tab": tab,
        "kinds": RunKind.choices,
        "kind": kind,
        "query": query,
        "page_obj": page,
        "cells": cells.of_runs(page.object_list),
        "is_moving": timeline.is_any_moving(page.object_list),
    }
    return render(request, "status/runs.html", context)


@requires(Permission.FLEET_VIEW)
@require_safe
def run(request: PortalRequest, pk: UUID) -> HttpResponse:
    """One run with its steps."""
    found = get_object_or_404(Run.objects.with_steps(), pk=pk)
    context = {
        "at": timezone.now(),
        "timeline": timeline.of(found),
        "can_steer": allowed(request.user.role, Permission.FLEET_STEER),
    }
    return render(request, "status/run.html", context)


@requires(Permission.FLEET_STEER)
@require_POST
def retry(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Take a failed run up again now."""
    found = get_object_or_404(Run, pk=pk)
    actions.retry(found, by=request.user, at=timezone.now())
    messages.success(request, _("The run is tried again."))
    return redirect("runs:detail", pk=pk)


@requires(Permission.FLEET_STEER)
@require_http_methods(["GET", "HEAD", "POST"])
def undoing(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Walk back what an unfinished run made. The worker does it, not this request."""
    found = get_object_or_404(Run.objects.with_steps(), pk=pk)
    if request.method == "POST":
        actions.turn_back(found, by=request.user, at=timezone.now())
        messages.success(request, _("The run is being undone."))
        return redirect("runs:detail", pk=pk)
    shown = timeline.of(found)
    context = {
        "timeline": shown,
        "begun": [each for each in shown.steps if each.state != "waiting"],
        "is_new_firm": found.kind == RunKind.PROVISIONING,
    }
    return render(request, "status/run_undoing.html", context)


def _page(found: RunQuerySet, request: PortalRequest) -> Page[Any]:
    rows: QuerySet[Run] = found.order_by("-created_at", "pk").select_related("firm")
    pages = Paginator(rows.only(*SHOWN), PAGE_SIZE)
    page: Page[Any] = pages.get_page(request.GET.get("page"))
    shown = list(page.object_list)
    unfinished = [each for each in shown if each.finished_at is None]
    prefetch_related_objects(unfinished, steps_in_order())
    page.object_list = [timeline.of(each) for each in shown]
    return page


def _tab(name: str) -> Q:
    if name == "stuck":
        return attention.stuck_runs()
    return ~Q(state__in=FINISHED) if name == "moving" else Q()


def _tabs() -> list[tuple[str, object, int]]:
    counts = Run.objects.aggregate(
        **{name: Count("pk", filter=_tab(name) or None) for name in TABS}
    )
    return [(name, label, counts[name]) for name, label in TABS.items()]


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
