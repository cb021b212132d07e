"""What the worker does about looks that nobody came back to."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from portal.viewing import ending
from portal.viewing.models import Viewing
from tenants import scope
from tenants.models import Firm
from tenants.tasks import FleetTask


@shared_task(name="viewing.end_idle", base=FleetTask)
def end_idle() -> int:
    """End those that lasted too long without a page; their end is in the log then."""
    with scope.public():
        firms = list(Firm.objects.filter(state="active"))
    ended = 0
    for firm in firms:
        with scope.scope(firm):
            ended += _end_idle()
    return ended


def _end_idle() -> int:
    now = timezone.now()
    found = list(Viewing.objects.idle(now).select_related("client", "viewer"))
    for viewing in found:
        ending.end(viewing, why="time", at=now)
    return len(found)
