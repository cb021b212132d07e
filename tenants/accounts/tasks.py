"""What the worker does about accounts."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from tenants import scope
from tenants.accounts import sessions
from tenants.models import Firm
from tenants.tasks import FleetTask


@shared_task(name="sessions.forget", base=FleetTask)
def forget() -> int:
    """Delete the sessions whose time is over, in `public` and in every firm."""
    with scope.public():
        forgotten = sessions.forget_over(timezone.now())
        firms = list(Firm.objects.filter(state="active"))
    for firm in firms:
        with scope.scope(firm):
            forgotten += sessions.forget_over(timezone.now())
    return forgotten
