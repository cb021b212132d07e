"""Migrations of the whole fleet: how far each is, and which firms failed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from controlplane.status import attention, charts
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from tenants.database import template
from tenants.models import Firm
from tenants.rollouts.models import (
    FirmRollout,
    FirmRolloutState,
    Rollout,
    RolloutState,
)

PAGE_SIZE = 50
STATES = {state: Count("pk", filter=Q(state=state)) for state in FirmRolloutState}
OF_ROLLOUT = {
    state: Count("firms", filter=Q(firms__state=state)) for state in FirmRolloutState
}


@requires(Permission.FLEET_VIEW)
@require_safe
def rollouts(request: PortalRequest) -> HttpResponse:
    """The releases that went through the fleet, latest first."""
    found = Rollout.objects.annotate(**OF_ROLLOUT).order_by("-started_at")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "at": timezone.now(),
        "release": template.release(),
        "behind": Firm.objects.filter(attention.behind()).count(),
        "page_obj": page,
        "rows": [(each, _parts(vars(each))) for each in page],
    }
    return render(request, "status/rollouts.html", context)


@requires(Permission.FLEET_VIEW)
@require_safe
def rollout(request: PortalRequest, pk: UUID) -> HttpResponse:
    """One release: its waves, and the firms that failed or were last."""
    found = get_object_or_404(Rollout, pk=pk)
    firms = FirmRollout.objects.filter(rollout=found)
    waves: list[Any] = list(firms.values("wave").annotate(**STATES).order_by("wave"))
    failed = firms.filter(state=FirmRolloutState.FAILED).select_related("firm")
    pages = Paginator(failed.order_by("wave", "firm__name"), PAGE_SIZE)
    context = {
        "at": timezone.now(),
        "rollout": found,
        "is_moving": found.state == RolloutState.RUNNING,
        "parts": _parts({state: sum(w[state] for w in waves) for state in STATES}),
        "waves": [(wave["wave"], wave, _parts(wave)) for wave in waves],
        "page_obj": pages.get_page(request.GET.get("page")),
    }
    return render(request, "status/rollout.html", context)


def _parts(counts: dict[str, Any]) -> tuple[charts.Part, ...]:
    return charts.parts([
        ("done", _("Done"), counts["done"]),
        ("failed", _("Failed"), counts["failed"]),
        ("waiting", _("Waiting"), counts["waiting"]),
    ])  # fmt: skip
