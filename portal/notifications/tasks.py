"""The worker's side: spreads what is due, and mails it."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from portal.notifications import sending, spreading, waking
from tenants import outbox
from tenants.outbox.models import Event


@outbox.consumer(waking.ANNOUNCEMENT_DUE)
def spread(event: Event) -> None:
    """Make notices of an announcement, once its hold is over."""
    spreading.spread(UUID(event.payload["announcement"]), at=timezone.now())


@outbox.consumer(waking.LETTER_DUE)
def send(event: Event) -> None:
    """Mail one reader."""
    sending.send(UUID(event.payload["letter"]), at=timezone.now())
