"""The outbox and the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.audit.recording import SYSTEM
from tenants.models import Firm
from tenants.outbox.models import Delivery, Event
from tests.controlplane.crowd.ages import DAY, HOUR


def make(firms: list[Firm], at: datetime, operator: User | None) -> None:
    """What waits in the outbox, and three lines of the log for each firm."""
    _make_events(at)
    Entry.objects.bulk_create(_log(firms, at, operator))


def _make_events(at: datetime) -> None:
    events = [
        Event(topic="provisioning.requested", payload={}, created_at=at - n * HOUR)
        for n in range(40)
    ]
    Event.objects.bulk_create(events)
    Delivery.objects.bulk_create(
        Delivery(
            event=event, consumer="provisioning.tasks.start",
            attempts=18 if n < 2 else 0,
            due_at=at if n < 4 else event.created_at,
            error="ConnectionError: refused" if n < 2 else "",
            failed_at=at if n < 2 else None,
            done_at=None if n < 4 else event.created_at,
        )
        for n, event in enumerate(events)
    )  # fmt: skip


def _log(firms: list[Firm], at: datetime, operator: User | None) -> Iterator[Entry]:
    for number, firm in enumerate(firms):
        for days in range(3):
            yield Entry(
                at=at - days * DAY, action="firm.backup.requested",
                actor_id=operator.pk if operator else None,
                actor_name=operator.name if operator else SYSTEM,
                target_type="tenants.firm", target_id=firm.pk, target_name=firm.name,
                details={"number": number},
            )  # fmt: skip
