"""What is asked about runs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from provisioning.models import Run, RunKind, StepState
from provisioning.steps import registry
from tenants import scope


@dataclass(frozen=True, slots=True)
class Progress:
    """One line of what a person sees while the run goes on."""

    name: str
    label: str
    state: StepState
    started: datetime | None
    finished: datetime | None


def progress(run: Run) -> list[Progress]:
    """How far each step is, in order. In `public`, one query."""
    return [
        Progress(
            name=record.name,
            label=str(registry.step(run.kind, record.name).label),
            state=StepState(record.state),
            started=record.started_at,
            finished=record.finished_at,
        )
        for record in run.steps.order_by("position")
    ]


def due(at: datetime, kinds: Collection[RunKind] = tuple(RunKind)) -> list[UUID]:
    """The runs of these kinds that a driver should take up now.

    Those that have one are left out.
    """
    with scope.public(), transaction.atomic():
        runs = Run.objects.due(at).filter(kind__in=kinds)
        runs = runs.select_for_update(skip_locked=True)
        return list(runs.order_by("due_at").values_list("pk", flat=True))
