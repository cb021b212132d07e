"""The worker's side of visits and recoveries.

The outbox's consumers run in the default worker, which may not be in two places; they
only send keys on. What a lost message left is found by the sweep.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from provisioning.support import exchange, queries
from provisioning.support.actions import PASS, RECOVERY, VISIT
from tenants import outbox
from tenants.errors import DomainError
from tenants.outbox.models import Event
from tenants.tasks import FleetTask

log = logging.getLogger(__name__)


@shared_task(name="provisioning.support.settle_visit", base=FleetTask)
def settle_visit(*, visit_id: str) -> None:
    """Bring a visit into line."""
    exchange.settle_visit(UUID(visit_id), at=timezone.now())


@shared_task(name="provisioning.support.bring_pass", base=FleetTask)
def bring_pass(*, visit_id: str) -> None:
    """Bring a pass to the firm."""
    exchange.bring_pass(UUID(visit_id), at=timezone.now())


@shared_task(name="provisioning.support.settle_recovery", base=FleetTask)
def settle_recovery(*, recovery_id: str) -> None:
    """Bring a recovery into line."""
    exchange.settle_recovery(UUID(recovery_id), at=timezone.now())


@shared_task(name="provisioning.support.sweep", base=FleetTask)
def sweep() -> None:
    """End what is over, bring what was lost, and start the recoveries that are due."""
    now = timezone.now()
    for visit_id in queries.unsettled_visits(now):
        _try(exchange.settle_visit, visit_id)
    for recovery_id in queries.unsettled_recoveries():
        _try(exchange.settle_recovery, recovery_id)
    for recovery_id in queries.due_recoveries(now):
        _try(exchange.carry_out, recovery_id)


@outbox.consumer(VISIT)
def carry_visit(event: Event) -> None:
    """An operator asked, or withdrew."""
    settle_visit.apply_async(kwargs={"visit_id": event.payload["visit"]})


@outbox.consumer("support.answered")
def carry_answer(event: Event) -> None:
    """The firm's people, or the guest, decided."""
    settle_visit.apply_async(kwargs={"visit_id": event.payload["visit"]})


@outbox.consumer(PASS)
def carry_pass(event: Event) -> None:
    """An operator wants to go in."""
    bring_pass.apply_async(kwargs={"visit_id": event.payload["visit"]})


@outbox.consumer(RECOVERY)
def carry_recovery(event: Event) -> None:
    """Operators agreed, or withdrew."""
    settle_recovery.apply_async(kwargs={"recovery_id": event.payload["recovery"]})


@outbox.consumer("recovery.stopped")
def carry_stop(event: Event) -> None:
    """Somebody at the firm stopped it."""
    settle_recovery.apply_async(kwargs={"recovery_id": event.payload["recovery"]})


def _try(work: Callable[..., None], key: UUID) -> None:
    """One firm's trouble does not keep the others waiting."""
    try:
        work(key, at=timezone.now())
    except DomainError as refusal:
        log.info("%s of %s waits: %s", work.__name__, key, refusal.message)
    except Exception:
        log.exception("%s of %s failed", work.__name__, key)
