"""The worker's side of the outbox."""

from __future__ import annotations

from celery import shared_task

from tenants import scope
from tenants.models import Firm
from tenants.outbox import hints
from tenants.outbox.delivering import deliver_due
from tenants.tasks import ControlTask, FleetTask


@shared_task(name=hints.FIRM_TASK)
def deliver_for_firm() -> int:
    """Deliver what is due for the firm in the message's header."""
    return deliver_due()


@shared_task(name=hints.PLATFORM_TASK, base=ControlTask)
def deliver_for_platform() -> int:
    """Deliver what is due in `public`."""
    return deliver_due()


@shared_task(name="outbox.sweep", base=FleetTask)
def sweep() -> int:
    """Deliver what no hint reached: lost messages, repeats, what was held back."""
    with scope.public():
        done = deliver_due()
        firms = list(Firm.objects.filter(state="active"))
    for firm in firms:
        with scope.scope(firm):
            done += deliver_due()
    return done
