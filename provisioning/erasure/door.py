"""From here on nobody gets in: no request, no task. Still to be undone."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from provisioning.models import Run
from provisioning.steps import door
from tenants import audit, scope
from tenants.models import FirmState

ERASE_AT = "erase_at"


def close(run: Run) -> None:
    """The firm counts as erased for everybody but this run."""
    with scope.public():
        if run.firm.erase_at:
            run.parameters[ERASE_AT] = run.firm.erase_at.isoformat()
        door.set_state(run, FirmState.ERASED, at=timezone.now())


def open_again(run: Run) -> None:
    """Back to a closed firm that is kept for a while."""
    now = timezone.now()
    until = datetime.fromisoformat(run.parameters[ERASE_AT])
    with scope.public():
        door.set_state(run, FirmState.CLOSING, at=now, erase_at=until)
        audit.record("firm.erasure.stopped", run.firm, by=None, at=now)
