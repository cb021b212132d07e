"""Takes what operators ask for to the worker that may do it."""

from __future__ import annotations

from celery import current_app

from tenants import outbox
from tenants.outbox.models import Event


@outbox.consumer("drill.requested")
def send_drill(event: Event) -> None:
    """Have the provisioning worker restore the backup aside."""
    current_app.send_task(
        "provisioning.backups.drill", kwargs={"backup_id": event.payload["backup"]}
    )
