"""Backups and drills of the fleet: what is late or failed stands on top."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from controlplane.status import actions, attention, cells, queries
from controlplane.status.statement import Statement
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from provisioning.backup.models import Backup, BackupState, Drill, DrillState
from tenants.models import Firm

PAGE_SIZE, DRILLS = 50, 12
TABS = {
    "attention": gettext_lazy("Needs attention"),
    "all": gettext_lazy("All"),
}


class Line(NamedTuple):
    """A firm with its last good backup, and how the last attempt went."""

    pk: UUID
    name: str
    last_good_at: datetime | None
    last_size: int | None
    last_state: str
    last_error: str


@requires(Permission.FLEET_VIEW)
@require_safe
def backups(request: PortalRequest) -> HttpResponse:
    """Firms by their last good backup, the oldest first; and the latest drills."""
    at = timezone.now()
    query = request.GET.get("q", "").strip()
    tab = request.GET.get("state", "")
    if tab not in TABS:
        tab = "all" if query else "attention"
    counts = dict(_COUNTS.rows(at))
    found = _kept().filter(_unwell(at)) if tab == "attention" else _kept()
    if query:
        found = found.filter(name__icontains=query)
    pages = Paginator(_oldest_first(found), PAGE_SIZE)
    if not query:
        pages.count = counts.get(tab, 0)  # instead of counting once more
    page = pages.get_page(request.GET.get("page"))
    page.object_list = _with_last_attempt(cast("QuerySet[Any]", page.object_list))
    context = {
        "tab": tab,
        "tabs": [(name, label, counts.get(name, 0)) for name, label in TABS.items()],
        "query": query,
        "page_obj": page,
        "cells": cells.of_backups(page.object_list, at),
        "drills": _drills(),
        "can_keep": allowed(request.user.role, Permission.FLEET_BACKUP),
    }
    return render(request, "status/backups.html", context)


@requires(Permission.FLEET_BACKUP)
@require_POST
def drill(request: PortalRequest) -> HttpResponse:
    """Try the last backup of the firm that is posted, or of one by chance."""
    key = request.POST.get("firm", "")
    firm = get_object_or_404(Firm, pk=_key(key)) if key else None
    chosen = actions.hold_drill(firm, by=request.user, at=timezone.now())
    messages.success(
        request,
        _("The last backup of %(firm)s is being tried.") % {"firm": chosen.name},
    )
    return redirect("fleet:firm", pk=firm.pk) if firm else redirect("backups:list")


def _kept() -> QuerySet[Firm]:
    return Firm.objects.filter(state__in=attention.KEPT)


def _counted(at: datetime) -> QuerySet[Any, Any]:
    """(tab, how many firms)."""
    unwell = queries.counted("attention", _kept().filter(_unwell(at)))
    return unwell.union(queries.counted("all", _kept()), all=True)


_COUNTS = Statement(_counted)


def _unwell(at: datetime) -> Q:
    return attention.late_backups(at) | _failed()


def _failed() -> Q:
    """Firms whose last attempt failed: no good backup was begun after it."""
    later = Backup.objects.filter(
        state=BackupState.DONE,
        firm=OuterRef("firm"),
        started_at__gt=OuterRef("started_at"),
    )
    failed = Backup.objects.filter(~Exists(later), state=BackupState.FAILED)
    return Q(pk__in=failed.values("firm"))


def _oldest_first(firms: QuerySet[Firm]) -> QuerySet[Any]:
    good = Backup.objects.filter(firm=OuterRef("pk"), state=BackupState.DONE)
    latest = good.order_by("-started_at")
    return firms.annotate(
        rank=Case(
            When(_failed(), then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        ),
        last_good_at=Subquery(latest.values("finished_at")[:1]),
        last_size=Subquery(latest.values("size")[:1]),
    ).order_by("rank", F("last_good_at").asc(nulls_first=True), "name")


def _with_last_attempt(firms: QuerySet[Any]) -> list[Line]:
    """The firms of a page, each with how its last attempt went."""
    shown = list(firms.values_list("pk", "name", "last_good_at", "last_size"))
    attempts = Backup.objects.filter(firm__in=[firm[0] for firm in shown])
    latest = attempts.order_by("firm", "-started_at").distinct("firm")
    last = {firm: how for firm, *how in latest.values_list("firm", "state", "error")}
    return [Line(*firm, *last.get(firm[0], ("", ""))) for firm in shown]


def _drills() -> list[Drill]:
    """The latest, and of these those that failed first."""
    latest = Drill.objects.select_related("backup__firm").order_by("-started_at")
    return sorted(latest[:DRILLS], key=lambda each: each.state != DrillState.FAILED)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
