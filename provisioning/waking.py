"""Wakes the provisioning worker. By name: what it is to do imports this module."""

from __future__ import annotations

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from provisioning.models import Run

DRIVE = "provisioning.drive"

log = logging.getLogger(__name__)


def after_commit(run: Run) -> None:
    """Have the run driven; without a broker the outbox and the sweep see to it."""

    def send() -> None:
        try:
            current_app.send_task(DRIVE, kwargs={"run_id": str(run.pk)}, retry=False)
        except (OperationalError, OSError) as error:
            log.warning("the broker is out of reach: %s", type(error).__name__)

    transaction.on_commit(send)
