"""A firm says good-bye: the door is closed, and after a time of grace it is erased."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from provisioning.models import Run
from provisioning.steps import door, notice
from provisioning.steps.step import Step, nothing
from tenants.models import FirmState

CLOSED, REOPENED = "firm.closed", "firm.reopened"


def erase_at(run: Run) -> datetime:
    """The end of the grace, counted from the request: what the notice promises."""
    return run.created_at + timedelta(days=settings.ERASURE_GRACE_DAYS)


def tell(run: Run) -> None:
    """Write to the owners, from the platform: their own portal's mail stops here."""
    notice.publish(run, topic=notice.CLOSING)


def close(run: Run) -> None:
    """Close the door."""
    run.parameters.setdefault(door.BEFORE, run.firm.state)
    until = erase_at(run)
    door.turn(
        run,
        FirmState.CLOSING,
        CLOSED,
        at=timezone.now(),
        erase_at=until,
        until=until.isoformat(),
    )


def open_again(run: Run) -> None:
    """Take the firm back to where it was before."""
    before = FirmState(run.parameters.get(door.BEFORE, run.firm.state))
    door.turn(run, before, REOPENED, at=timezone.now())


STEPS = (
    Step("notice", _("The owners are told"), tell, nothing),
    Step("door", _("The portal is closed"), close, open_again),
)
