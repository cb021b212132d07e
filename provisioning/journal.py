"""Writes down how far a run is. In `public`, in the transaction of what happened.

The run comes locked, with its steps in order; see `RunQuerySet.with_steps`. A step may
write into `run.parameters`: the journal saves them with the step.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from provisioning import claim
from provisioning.models import Run, RunKind, RunState, StepRecord, StepState
from provisioning.steps import registry
from tenants import audit
from tenants.errors import DomainError
from tenants.models import FirmState

ATTEMPTS = 8  # for one step; about ten minutes in all
LONGEST_WAIT = timedelta(minutes=5)
ERROR_LENGTH = 2000
CUT_SHORT = "Every attempt was cut short."


def begin(run: Run, *, at: datetime) -> bool:
    """A driver takes the run up. False when it was tried too often, and is given up.

    Attempts are counted here and not at a failure: one that kills the driver counts.
    """
    if run.attempts >= ATTEMPTS:
        _fail(run, run.error or CUT_SHORT, due_at=None)
        return False
    run.attempts += 1
    run.due_at = at
    if run.state != RunState.UNDOING:
        run.state = RunState.RUNNING
        _begin_next(run, at)
        if run.kind == RunKind.PROVISIONING:
            _show_under_way(run)
    run.save()
    return True


def step_done(run: Run, record: StepRecord, *, at: datetime) -> bool:
    """A step is done and the next one begins; False when it was the last one."""
    record.state, record.finished_at, record.error = StepState.DONE, at, ""
    record.save(update_fields=["state", "finished_at", "error"])
    run.attempts, run.due_at = 1, at
    is_left = _begin_next(run, at)
    if is_left:
        run.save(update_fields=["attempts", "due_at", "parameters"])
    else:
        _finish(run, RunState.DONE, at)
        run.save()
    return is_left


def step_failed(run: Run, error: Exception, *, at: datetime) -> None:
    """A step raised: the sweep tries again later, unless it was tried too often."""
    text = f"{type(error).__name__}: {error}"[:ERROR_LENGTH]
    is_last = run.attempts >= ATTEMPTS
    _fail(run, text, due_at=None if is_last else at + wait_after(run.attempts))


def turn_round(run: Run, *, at: datetime) -> None:
    """From here on the run walks back. Raises DomainError when it cannot any more."""
    if run.finished_at:
        raise DomainError(_("This run is finished and cannot be undone."))
    begun = [each.name for each in run.steps.all() if each.is_begun]
    if any(registry.step(run.kind, name).undo is None for name in begun):
        raise DomainError(_("This run has gone too far to be undone."))
    run.state, run.attempts, run.due_at = RunState.UNDOING, 0, at
    run.save()


def step_undone(run: Run, record: StepRecord, *, at: datetime) -> bool:
    """A step has left nothing; False when none is left."""
    record.state, record.finished_at, record.error = StepState.WAITING, None, ""
    record.started_at = None
    record.save()
    run.attempts, run.due_at = 1, at
    run.save()
    return last_begun(run) is not None


def undone(run: Run, *, at: datetime) -> None:
    """All is as before. A firm that was never made gives its address back."""
    audit.record("firm.undone", run.firm, by=None, at=at, kind=run.kind)
    if run.kind == RunKind.PROVISIONING:
        claim.give_back(run.firm)
    _finish(run, RunState.UNDONE, at)
    run.save()


def current(run: Run) -> StepRecord | None:
    """The step that is being done."""
    return next((each for each in run.steps.all() if each.is_running), None)


def last_begun(run: Run) -> StepRecord | None:
    """The last step that may have left something."""
    begun = [each for each in run.steps.all() if each.is_begun]
    return begun[-1] if begun else None


def wait_after(attempts: int) -> timedelta:
    """How long to wait after these attempts: 5 s, 10 s, 20 s ... 5 minutes at most."""
    return min(timedelta(seconds=5 * 2 ** (attempts - 1)), LONGEST_WAIT)


def _begin_next(run: Run, at: datetime) -> bool:
    record = next((each for each in run.steps.all() if not each.is_done), None)
    if record is None:
        return False
    record.state, record.started_at = StepState.RUNNING, at
    record.attempts += 1
    record.save(update_fields=["state", "started_at", "attempts"])
    return True


def _show_under_way(run: Run) -> None:
    if run.firm.state == FirmState.REQUESTED:
        run.firm.state = FirmState.PROVISIONING
        run.firm.save(update_fields=["state"])


def _fail(run: Run, error: str, *, due_at: datetime | None) -> None:
    if record := current(run):
        record.state, record.error = StepState.FAILED, error
        record.save()
    if run.state != RunState.UNDOING:
        run.state = RunState.FAILED
    run.error, run.due_at = error, due_at
    run.save()


def _finish(run: Run, state: RunState, at: datetime) -> None:
    run.state, run.finished_at, run.due_at, run.error = state, at, None, ""
