"""A run as a line of steps, with what an operator may do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from controlplane.status import choices
from controlplane.status.notes import step_label
from provisioning.models import Run, RunState, StepRecord, StepState
from provisioning.steps import registry

SHOWN = {
    StepState.WAITING: "waiting",
    StepState.RUNNING: "running",
    StepState.DONE: "done",
    StepState.FAILED: "problem",
}
SECONDS_BETWEEN_LOOKS = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its words, how far it is, and what went wrong."""

    label: str
    state: str
    state_label: str
    started_at: datetime | None
    finished_at: datetime | None
    attempts: int
    error: str


@dataclass(frozen=True)
class Timeline:
    """A run that came `with_steps()`; one that is finished may lack them in a list."""

    run: Run

    @cached_property
    def steps(self) -> list[Step]:
        """In order. Made when they are looked at: a list of runs shows few of them."""
        return [_step(self.run, record) for record in self.run.steps.all()]

    @property
    def is_moving(self) -> bool:
        """Whether it changes by itself, so that a page looks again."""
        return self.run.finished_at is None and self.run.due_at is not None

    @property
    def can_retry(self) -> bool:
        """Whether it failed and may be taken up now."""
        is_failed = self.run.state == RunState.FAILED
        return is_failed or (self.run.state == RunState.UNDOING and not self.is_moving)

    @property
    def can_undo(self) -> bool:
        """Whether it is unfinished, and nothing of it is past recall."""
        if self.run.finished_at or self.run.state == RunState.UNDOING:
            return False
        begun = (each for each in self.run.steps.all() if each.is_begun)
        return all(_has_undo(self.run.kind, each.name) for each in begun)

    @property
    def current(self) -> Step | None:
        """The step at which it is, or stopped."""
        records = self.run.steps.all()
        found = next((each for each in records if not each.is_done), None)
        return _step(self.run, found) if found else None


def of(run: Run) -> Timeline:
    """The timeline of a run that came `with_steps()`."""
    return Timeline(run)


def is_any_moving(timelines: Iterable[Timeline]) -> bool:
    """Whether a page that shows these should look again."""
    return any(each.is_moving for each in timelines)


def _step(run: Run, record: StepRecord) -> Step:
    return Step(
        label=step_label(run.kind, record.name),
        state=SHOWN[StepState(record.state)],
        state_label=choices.label(record, "state"),
        started_at=record.started_at,
        finished_at=record.finished_at,
        attempts=record.attempts,
        error=record.error,
    )


def _has_undo(kind: str, name: str) -> bool:
    try:
        return registry.step(kind, name).undo is not None
    except LookupError:
        return False
