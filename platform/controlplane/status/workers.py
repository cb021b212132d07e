"""The workers' signs of life: each writes down, in the broker, that it lives.

A worker's heart beats every two seconds, and needs no answer from anybody. Asking the
workers instead would take a second on every page.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from celery.signals import heartbeat_sent
from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError

KEY = "operate:workers"
FORGOTTEN_AFTER = 24 * 3600  # seconds; by then it is no news any more
SILENT_AFTER = 30
BETWEEN = 10

log = logging.getLogger(__name__)
_last = {"at": 0.0}


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker, and when it was last heard of."""

    name: str
    seen_at: datetime
    is_silent: bool


@cache
def broker() -> Redis:
    """A connection of our own to the broker; it answers in a second, or not at all."""
    return Redis.from_url(
        settings.CELERY_BROKER_URL, socket_connect_timeout=1, socket_timeout=1
    )


@heartbeat_sent.connect
def note(sender: Any, **kwargs: Any) -> None:
    """Write down that this worker lives; the heart beats on without the broker."""
    now = time.time()
    if now - _last["at"] < BETWEEN:
        return
    _last["at"] = now
    try:
        broker().zadd(KEY, {sender.eventer.hostname: now})
    except (RedisError, OSError) as error:
        log.warning("no sign of life was left: %s", type(error).__name__)


def read(signs: list[tuple[bytes, float]], at: datetime) -> list[Worker]:
    """The workers of the last day, those that fell silent first."""
    now = at.timestamp()
    found = [
        Worker(
            name=name.decode(),
            seen_at=datetime.fromtimestamp(seen, tz=UTC),
            is_silent=now - seen > SILENT_AFTER,
        )
        for name, seen in signs
        if now - seen < FORGOTTEN_AFTER
    ]
    return sorted(found, key=lambda worker: (not worker.is_silent, worker.name))
