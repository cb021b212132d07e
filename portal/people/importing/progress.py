"""How far the worker is in a file. Kept in the cache: the database tells nothing of a
transaction that is under way, and when the cache is away only the bar stands still."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.core.cache import cache
from redis.exceptions import RedisError

KEPT_SECONDS = 600
STEP = 100  # lines


def tell(job_id: UUID, done: int) -> None:
    """Say that so many lines are done, every now and then."""
    if done % STEP == 0:
        with suppress(RedisError):
            cache.set(_key(job_id), done, KEPT_SECONDS)


def told(job_id: UUID) -> int:
    """How many lines are done."""
    with suppress(RedisError):
        return int(cache.get(_key(job_id)) or 0)
    return 0


def forget(job_id: UUID) -> None:
    """Begin at nothing."""
    with suppress(RedisError):
        cache.delete(_key(job_id))


def _key(job_id: UUID) -> str:
    return f"contact-import:{job_id}"
