"""The provisioning worker's side: it logs in as `owner`, and enters scopes itself."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from provisioning import driver, mails, queries, starting, waking
from provisioning.erasure import ripening
from provisioning.models import Run, RunKind
from provisioning.steps import notice
from tenants import outbox
from tenants.outbox.models import Event
from tenants.tasks import FleetTask


@shared_task(name=waking.DRIVE, base=FleetTask)
def drive(*, run_id: str) -> None:
    """Go on with a run, unless another worker does."""
    driver.drive(UUID(run_id))


@shared_task(name=waking.DRIVE_LONG, base=FleetTask)
def drive_long(*, run_id: str) -> None:
    """The same for what takes long, in a queue of its own."""
    driver.drive(UUID(run_id))


@shared_task(name="provisioning.sweep", base=FleetTask)
def sweep() -> int:
    """Take up what is due and what a dead worker left; the number of those runs.

    Firms whose grace is over are due as well.
    """
    ripening.start_due(timezone.now())
    return _drive_due(waking.SHORT)


@shared_task(name="provisioning.upkeep.sweep", base=FleetTask)
def sweep_long() -> int:
    """The same for what takes long."""
    return _drive_due(waking.LONG)


@outbox.consumer(starting.REQUESTED)
def start(event: Event) -> None:
    """Send the run to its worker: this one may not make firms."""
    waking.send(Run.objects.get(pk=event.payload["run"]))


@outbox.consumer(notice.CLOSING)
def send_closing_notice(event: Event) -> None:
    """Mail one of the owners, unless the firm was opened again meanwhile."""
    run = Run.objects.select_related("firm").get(pk=event.payload["run"])
    if run.finished_at is None or run.firm.is_closing:
        mails.closing(run, event.payload["receiver"], key=str(event.pk))


def _drive_due(kinds: Collection[RunKind]) -> int:
    due = queries.due(timezone.now(), kinds)
    for run_id in due:
        driver.drive(run_id)
    return len(due)
