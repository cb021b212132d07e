"""The door is closed and the data untouched: nobody gets in, no task runs.

What waits in the firm's outbox goes on waiting, and is delivered after the resumption.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from provisioning.models import Run
from provisioning.steps import door
from provisioning.steps.step import Step
from tenants.models import FirmState

SUSPENDED, RESUMED = "firm.suspended", "firm.resumed"


def close(run: Run) -> None:
    """Close the door."""
    door.turn(run, FirmState.SUSPENDED, SUSPENDED, at=timezone.now())


def open_again(run: Run) -> None:
    """Open it."""
    door.turn(run, FirmState.ACTIVE, RESUMED, at=timezone.now())


STEPS = (Step("door", _("The portal is closed"), close, open_again),)
