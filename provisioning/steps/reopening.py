"""A firm that was closing stays after all."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from provisioning.models import Run
from provisioning.steps import closing, door
from provisioning.steps.step import Step
from tenants.models import FirmState

ERASE_AT = "erase_at"


def open_again(run: Run) -> None:
    """Open the door."""
    if run.firm.erase_at:
        run.parameters[ERASE_AT] = run.firm.erase_at.isoformat()
    door.turn(run, FirmState.ACTIVE, closing.REOPENED, at=timezone.now())


def close(run: Run) -> None:
    """Close it again, until the day that was set before."""
    if until := run.parameters.get(ERASE_AT):
        door.turn(
            run,
            FirmState.CLOSING,
            closing.CLOSED,
            at=timezone.now(),
            erase_at=datetime.fromisoformat(until),
        )


STEPS = (Step("door", _("The portal opens"), open_again, close),)
