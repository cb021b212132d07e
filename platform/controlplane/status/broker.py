"""How long the queues are, from the broker itself."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from redis.exceptions import RedisError

from controlplane.status import workers
from controlplane.status.workers import Worker

UNACKED = "unacked"  # kombu's hash of what workers hold right now

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Broker:
    """The queues by name, what is in workers' hands, and the workers."""

    is_reached: bool
    queues: list[tuple[str, int]] = field(default_factory=list)
    held: int = 0
    workers: list[Worker] = field(default_factory=list)


def names() -> list[str]:
    """The queues that settings name."""
    routes = settings.CELERY_TASK_ROUTES.values()
    routed = {str(route["queue"]) for route in routes}
    return [settings.CELERY_TASK_DEFAULT_QUEUE, *sorted(routed)]


def look(at: datetime) -> Broker:
    """Ask the broker in one round trip; it may be away, which is an answer too."""
    queues = names()
    try:
        pipe = workers.broker().pipeline(transaction=False)
        for name in queues:
            pipe.llen(name)
        pipe.hlen(UNACKED)
        pipe.zrange(workers.KEY, 0, -1, withscores=True)
        *lengths, held, signs = pipe.execute()
    except (RedisError, OSError) as error:
        log.warning("the broker is out of reach: %s", type(error).__name__)
        return Broker(is_reached=False)
    return Broker(
        is_reached=True,
        queues=list(zip(queues, lengths, strict=True)),
        held=held,
        workers=workers.read(signs, at),
    )
