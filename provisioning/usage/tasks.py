"""Measures the fleet, firm by firm, in an ordinary worker."""

from __future__ import annotations

import logging

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from provisioning.usage import measuring
from tenants.tasks import FleetTask

log = logging.getLogger(__name__)


@shared_task(name="usage.measure", base=FleetTask)
def measure() -> int:
    """Measure every firm; the number of those that could be.

    One that cannot be read right now (it is being restored, or migrated) is left for
    the next time, and the others are measured all the same.
    """
    done = 0
    for firm in measuring.firms():
        try:
            measuring.measure(firm, at=timezone.now())
            done += 1
        except DatabaseError as error:
            log.warning("%s was not measured: %s", firm.pk, type(error).__name__)
    return done
