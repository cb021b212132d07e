"""Wakes the worker that drives a run. By name: what it is to do imports this module.

What reads a whole firm takes long, and has a queue of its own: nobody who signs up
waits behind a backup.
"""

from __future__ import annotations

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from provisioning.models import Run, RunKind

DRIVE, DRIVE_LONG = "provisioning.drive", "provisioning.upkeep.drive"
LONG = (RunKind.BACKUP, RunKind.RESTORE, RunKind.EXPORT, RunKind.ERASURE)
SHORT = tuple(kind for kind in RunKind if kind not in LONG)

log = logging.getLogger(__name__)


def after_commit(run: Run) -> None:
    """Have the run driven; without a broker the outbox and the sweep see to it."""

    def try_to_send() -> None:
        try:
            send(run)
        except (OperationalError, OSError) as error:
            log.warning("the broker is out of reach: %s", type(error).__name__)

    transaction.on_commit(try_to_send)


def send(run: Run) -> None:
    """Send the run to its queue. Without a broker: kombu's OperationalError."""
    task = task_of(run.kind)
    current_app.send_task(task, kwargs={"run_id": str(run.pk)}, retry=False)


def task_of(kind: str) -> str:
    """The name of the task that drives this kind; its queue follows from it."""
    return DRIVE_LONG if kind in LONG else DRIVE
