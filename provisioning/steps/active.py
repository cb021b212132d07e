"""The door opens: from here on the firm can be reached. Always the last step."""

from __future__ import annotations

from django.utils import timezone

from provisioning.models import Run
from provisioning.steps import door
from tenants import audit, outbox, scope
from tenants.models import FirmState


def do(run: Run) -> None:
    """Open the firm, and wake the worker for the mail that waits in its outbox."""
    now = timezone.now()
    with scope.public():
        if run.firm.is_active:
            return
        door.set_state(run, FirmState.ACTIVE, at=now)
        audit.record("firm.opened", run.firm, by=None, at=now)
    with scope.scope(run.firm):
        audit.record("firm.opened", None, by=None, at=now)
        outbox.publish("firm.opened")


def undo(run: Run) -> None:
    """Close the door."""
    with scope.public():
        door.set_state(run, FirmState.PROVISIONING, at=timezone.now())
