"""The state of a firm: set in one place, announced to all processes, and written down.

Only an active firm answers and gets tasks; see tenants.middleware and tenants.tasks.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from provisioning.models import Run
from tenants import audit, outbox, scope
from tenants.accounts.models import User
from tenants.domains import routing
from tenants.models import FirmState

BEFORE = "state_before"


def turn(
    run: Run,
    state: FirmState,
    action: str,
    *,
    at: datetime,
    erase_at: datetime | None = None,
    **details: Any,
) -> None:
    """Put the firm in this state, once, and write it in both logs as `action`.

    The reason stays in `public`: it is the operators' own words.
    """
    with scope.public():
        if run.firm.state == state:
            return
        set_state(run, state, at=at, erase_at=erase_at)
        by = _actor(run)
        audit.record(
            action, run.firm, by=by, at=at, reason=run.reason, **_asked(run), **details
        )
    with scope.scope(run.firm):
        audit.record(action, None, by=by, at=at, **_asked(run), **details)
        outbox.publish(action)


def set_state(
    run: Run, state: FirmState, *, at: datetime, erase_at: datetime | None = None
) -> None:
    """The state alone, in `public`."""
    firm = run.firm
    firm.state, firm.state_reason = state, run.reason[:300]
    firm.state_changed_at, firm.erase_at = at, erase_at
    firm.save(update_fields=["state", "state_reason", "state_changed_at", "erase_at"])
    routing.announce()


def _asked(run: Run) -> dict[str, str]:
    """Who asked, by name: somebody of the firm is no user of `public`."""
    return {"run": str(run.pk), "requested_by": run.requested_by}


def _actor(run: Run) -> User | None:
    key = run.requested_by_id
    return User.objects.filter(pk=key).first() if key else None
