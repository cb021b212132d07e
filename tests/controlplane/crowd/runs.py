"""How each firm was opened, and what was done with it since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from provisioning.models import Run, RunKind, RunState, StepRecord, StepState
from provisioning.steps import registry
from tenants.accounts.models import User
from tenants.models import Firm, FirmState
from tests.controlplane.crowd.ages import DAY


def make(firms: list[Firm], at: datetime, operator: User | None) -> None:
    steps = []
    runs = []
    for number, firm in enumerate(firms):
        for run, names in _runs_of(number, firm, at, operator):
            runs.append(run)
            steps += [
                _step(run, position, name, at) for position, name in enumerate(names, 1)
            ]
    Run.objects.bulk_create(runs)
    StepRecord.objects.bulk_create(steps)


def _runs_of(
    number: int, firm: Firm, at: datetime, operator: User | None
) -> Iterator[tuple[Run, list[str]]]:
    made = Run(
        firm=firm, kind=RunKind.PROVISIONING, requested_by="Sofie Maes", attempts=1,
        created_at=firm.created_at, state=RunState.DONE,
        finished_at=firm.created_at + timedelta(seconds=2), owner_name="Sofie Maes",
        owner_email="owner@example.com",
    )  # fmt: skip
    if firm.state == FirmState.PROVISIONING:
        is_stuck = number % 100 == 93
        made.state = RunState.FAILED if is_stuck else RunState.RUNNING
        made.finished_at, made.due_at = None, None if is_stuck else at
        made.error = "OperationalError: no space left on device" if is_stuck else ""
    yield made, registry.names(RunKind.PROVISIONING)
    kind = {
        FirmState.SUSPENDED: RunKind.SUSPENSION, FirmState.CLOSING: RunKind.CLOSING
    }.get(FirmState(firm.state))  # fmt: skip
    if kind:
        yield (
            Run(
                firm=firm, kind=kind, requested_by=operator.name if operator else "Jan",
                requested_by_id=operator.pk if operator else None, attempts=1,
                reason=firm.state_reason, created_at=at - 3 * DAY, state=RunState.DONE,
                finished_at=at - 3 * DAY + timedelta(seconds=1),
            ),
            registry.names(kind),
        )  # fmt: skip


def _step(run: Run, position: int, name: str, at: datetime) -> StepRecord:
    begun = run.created_at + timedelta(milliseconds=200 * position)
    record = StepRecord(run=run, position=position, name=name)
    if run.state == RunState.DONE or position < 5:
        record.state, record.started_at, record.attempts = StepState.DONE, begun, 1
        record.finished_at = begun + timedelta(milliseconds=140 + 30 * position)
    elif position == 5:
        record.state = StepState.RUNNING
        record.started_at, record.attempts = begun, 1
        if run.state == RunState.FAILED:
            record.state, record.attempts, record.error = StepState.FAILED, 8, run.error
    return record
