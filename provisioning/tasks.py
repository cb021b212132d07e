"""The provisioning worker's side: it logs in as `owner`, and enters scopes itself."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from provisioning import driver, queries
from tenants import outbox
from tenants.outbox.models import Event
from tenants.tasks import FleetTask


@shared_task(name="provisioning.drive", base=FleetTask)
def drive(*, run_id: str) -> None:
    """Go on with a run, unless another worker does."""
    driver.drive(UUID(run_id))


@shared_task(name="provisioning.sweep", base=FleetTask)
def sweep() -> int:
    """Take up what is due and what a dead worker left; the number of those runs."""
    due = queries.due(timezone.now())
    for run_id in due:
        driver.drive(run_id)
    return len(due)


@outbox.consumer("provisioning.requested")
def start(event: Event) -> None:
    """Send the run to the provisioning worker: this worker may not make firms."""
    drive.apply_async(kwargs={"run_id": event.payload["run"]})
