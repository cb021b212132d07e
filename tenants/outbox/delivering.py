"""The relay: runs the deliveries that are due in the schema of the scope."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tenants.outbox.consumers import by_name
from tenants.outbox.models import Delivery

ATTEMPTS = 18  # over a day and a half
LONGEST_WAIT = timedelta(hours=6)
ERROR_LENGTH = 500

log = logging.getLogger(__name__)


def deliver_due() -> int:
    """Run every delivery that is due, oldest first; the number of those done.

    Each one is locked and marked in its own transaction, so several workers share the
    work and one that dies leaves it to the others.
    """
    done = 0
    while (delivery := _deliver_next()) is not None:
        done += delivery.done_at is not None
    return done


def _deliver_next() -> Delivery | None:
    with transaction.atomic():
        delivery = (
            Delivery.objects.due(timezone.now())
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("event")
            .order_by("due_at")
            .first()
        )
        if delivery is None:
            return None
        _run(delivery)
        delivery.save()
        return delivery


def _run(delivery: Delivery) -> None:
    """Call the consumer in a savepoint: a failure is written down, not lost."""
    delivery.attempts += 1
    try:
        with transaction.atomic():
            by_name(delivery.consumer)(delivery.event)
    except Exception as error:  # whatever a consumer raises, the rest goes on
        log.exception("%s failed", delivery.consumer)
        _postpone(delivery, error, timezone.now())
    else:
        delivery.done_at = timezone.now()
        delivery.error = ""


def _postpone(delivery: Delivery, error: Exception, now: datetime) -> None:
    delivery.error = f"{type(error).__name__}: {error}"[:ERROR_LENGTH]
    if delivery.attempts >= ATTEMPTS:
        delivery.failed_at = now
    delivery.due_at = now + wait_after(delivery.attempts)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 5 s, 10 s, 20 s ... at most 6 hours."""
    return min(timedelta(seconds=5 * 2 ** (attempts - 1)), LONGEST_WAIT)


def first_due(due_at: datetime, attempts: int) -> datetime:
    """When a delivery was due before it failed so often."""
    waits = (wait_after(number) for number in range(1, attempts + 1))
    return due_at - sum(waits, timedelta())
