"""How often somebody may try a feed's address that does not exist.

Guessing 256 bits is hopeless; this keeps the trying from costing the database anything.
Counted for each network in the cache, so that an outage of it lets programs go on.
"""

from __future__ import annotations

from contextlib import suppress

from django.core.cache import cache
from redis.exceptions import RedisError

from portal.access import lockout

MOST_WRONG = 60
SECONDS = 15 * 60


def is_shut() -> bool:
    """Whether this network tried too many wrong addresses lately."""
    with suppress(RedisError):
        return int(cache.get(_key()) or 0) >= MOST_WRONG
    return False


def count() -> None:
    """A wrong address was tried from this network."""
    with suppress(RedisError, ValueError):  # ValueError: it ran out at this moment
        if not cache.add(_key(), 1, SECONDS):
            cache.incr(_key())


def _key() -> str:
    return f"calendar-feed-wrong:{lockout.network()}"
