"""Takes a run from step to step, and back again.

A step's work in the database and the mark that it is done are one transaction, which
holds the run's row locked. So a driver that dies, at any point, leaves a run between
two steps; and two drivers at once are harmless, for the second finds the row taken.
A step that waits too long for somebody else's lock fails by the login's lock_timeout.
"""

from __future__ import annotations

import logging
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from provisioning import journal
from provisioning.models import Run, RunState, StepRecord
from provisioning.steps import registry
from tenants import scope

log = logging.getLogger(__name__)


def drive(run_id: UUID) -> None:
    """Go on with a run to its end: forward, or back when it is being undone.

    Returns early when another driver has the run, when it is finished or given up, and
    when a step fails; then the sweep takes it up again later. Outside of any scope.
    """
    run = _take_up(run_id)
    if run is None:
        return
    go_on = _undo_last if run.state == RunState.UNDOING else _do_next
    try:
        while go_on(run):
            pass
    except Exception as error:  # whatever a step raises is written down
        log.exception("run %s failed", run_id)
        _note_failure(run_id, error)


def undo(run_id: UUID) -> None:
    """Walk back what an unfinished run has made, down to nothing.

    Raises DomainError when it is finished or has gone too far, and LockNotAvailable's
    OperationalError when its driver does not let go of it in time.
    """
    with transaction.atomic(), scope.public():
        locked = Run.objects.select_for_update(of=("self",))
        run = locked.with_steps().get(pk=run_id)
        journal.turn_round(run, at=timezone.now())
    drive(run_id)


def _take_up(run_id: UUID) -> Run | None:
    """Say that we are at it; None when the run is to be left alone."""
    with transaction.atomic(), scope.public():
        run = _locked(run_id)
        if run is None or run.finished_at or run.is_given_up:
            return None
        return run if journal.begin(run, at=timezone.now()) else None


def _do_next(run: Run) -> bool:
    """Do the step that is next; whether another one follows."""
    with transaction.atomic():
        with scope.public():
            record = journal.current(run) if _is_as_we_left_it(run) else None
        if record is None:
            return False
        registry.step(run.kind, record.name).do(run)
        with scope.public():
            return journal.step_done(run, record, at=timezone.now())


def _undo_last(left: Run) -> bool:
    """Undo the last step that may have left something; whether another one is left."""
    with transaction.atomic():
        with scope.public():
            run = _locked(left.pk)
            record = journal.last_begun(run) if run else None
        if run is None or run.state != RunState.UNDOING:
            return False
        if record:
            _undo(run, record)
        with scope.public():
            if record and journal.step_undone(run, record, at=timezone.now()):
                return True
            journal.undone(run, at=timezone.now())
            return False


def _undo(run: Run, record: StepRecord) -> None:
    work = registry.step(run.kind, record.name).undo
    if work is None:
        raise LookupError(f"{record.name} of {run.kind} cannot be undone")
    work(run)


def _note_failure(run_id: UUID, error: Exception) -> None:
    with transaction.atomic(), scope.public():
        if run := _locked(run_id):
            journal.step_failed(run, error, at=timezone.now())


def _is_as_we_left_it(run: Run) -> bool:
    """Lock the run's row. False when another driver has it, or had it since.

    Each driver writes the time into it. So what we remember of the run, its steps and
    its firm needs not be read again for each step, which took a third of the time.
    """
    free = Run.objects.select_for_update(skip_locked=True).filter(pk=run.pk)
    return list(free.values_list("state", "due_at")) == [(run.state, run.due_at)]


def _locked(run_id: UUID) -> Run | None:
    """The run with its firm, its row locked; None when another driver has it."""
    free = Run.objects.select_for_update(skip_locked=True, of=("self",))
    return free.with_steps().filter(pk=run_id).first()
