"""Queues: what waits in the broker, and which events nobody has heard of yet."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Min, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from controlplane.status import actions, broker, cells
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from provisioning.usage.models import Usage
from tenants.models import FirmState
from tenants.outbox.models import Delivery

PAGE_SIZE, FAILED = 50, 20
SHOWN = ("firm", "firm__name", "outbox_waiting", "outbox_oldest_at", "measured_at")


@requires(Permission.FLEET_VIEW)
@require_safe
def queues(request: PortalRequest) -> HttpResponse:
    """The broker's queues and workers, the platform's own events, and the firms'."""
    at = timezone.now()
    waiting = Q(done_at=None, failed_at=None)
    own = Delivery.objects.filter(done_at=None).aggregate(
        waiting=Count("pk", filter=waiting & Q(due_at__lte=at)),
        held=Count("pk", filter=waiting & Q(due_at__gt=at)),
        oldest=Min("due_at", filter=waiting & Q(due_at__lte=at)),
        failed=Count("pk", filter=Q(failed_at__isnull=False)),
    )
    given_up = Delivery.objects.filter(failed_at__isnull=False).select_related("event")
    usages = Usage.objects.filter(
        firm__state=FirmState.ACTIVE, outbox_oldest_at__isnull=False
    ).order_by("outbox_oldest_at", "firm__name")
    firms = Paginator(usages.values_list(*SHOWN, named=True), PAGE_SIZE)
    page = firms.get_page(request.GET.get("page"))
    context = {
        "at": at,
        "broker": broker.look(at),
        "own": own,
        "failed": given_up.order_by("-failed_at")[:FAILED],
        "page_obj": page,
        "cells": cells.of_outboxes(page.object_list, at),
        "can_steer": allowed(request.user.role, Permission.FLEET_STEER),
    }
    return render(request, "status/queues.html", context)


@requires(Permission.FLEET_STEER)
@require_POST
def redelivery(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Try an event of the platform's own again that was given up."""
    delivery = get_object_or_404(Delivery, pk=pk)
    actions.deliver_again(delivery, by=request.user, at=timezone.now())
    messages.success(request, _("The event is delivered again."))
    return redirect("queues:home")
