"""The way into the outbox."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from tenants import scope
from tenants.outbox import hints
from tenants.outbox.consumers import names_for

if TYPE_CHECKING:
    from tenants.outbox.models import Event

log = logging.getLogger(__name__)


def publish(topic: str, *, hold: timedelta | None = None, **payload: Any) -> Event:
    """Say that something happened, in the transaction of the change.

    `payload` holds keys (UUIDs become text) and plain values, never content. `hold`
    delays the deliveries, for what may still be undone. Raises when there is no
    transaction to share.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "outbox.publish() belongs into the transaction of the change."
        )
    due_at = timezone.now() + (hold or timedelta())
    event: Event = _model("Event")._default_manager.create(
        topic=topic, payload={key: _plain(value) for key, value in payload.items()}
    )
    delivery = _model("Delivery")
    made = delivery._default_manager.bulk_create(
        delivery(event=event, consumer=name, due_at=due_at) for name in names_for(topic)
    )
    if made and not hold:
        _hint_after_commit()
    return event


def _model(name: str) -> Any:
    """By name: this module is imported before the models are."""
    return apps.get_model("tenants_outbox", name)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def _hint_after_commit() -> None:
    """Wake a worker once for all that the transaction publishes in this schema."""
    hint = _Hint(scope.current())
    waiting = (entry[1] for entry in transaction.get_connection().run_on_commit)
    if hint not in waiting:
        transaction.on_commit(hint)


@dataclass(frozen=True)
class _Hint:
    target: scope.Scope

    def __call__(self) -> None:
        """Send it; when the broker is out of reach, the sweep finds the rows."""
        try:
            hints.send(self.target)
        except (OperationalError, OSError) as error:
            log.warning("the broker is out of reach: %s", type(error).__name__)
