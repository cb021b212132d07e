"""Cache keys of the firm in force: KEY_FUNCTION of every cache alias."""

from __future__ import annotations

from itertools import islice

import redis
from django.conf import settings

from tenants import scope

AT_ONCE = 500


def firm_key(key: str, key_prefix: str, version: int) -> str:
    """Put the schema in force in front. Raises NoScope when there is none.

    What the whole platform shares is cached in `public()`, which says so in the code.
    """
    return f"{scope.current().schema}:{key_prefix}:{version}:{key}"


def forget(schema: str) -> int:
    """Remove every key of a schema from every cache; how many there were.

    Valkey is searched key by key, without holding up others: for an erased firm only.
    """
    locations = {str(cache["LOCATION"]) for cache in settings.CACHES.values()}
    return sum(_forget(location, schema) for location in locations)


def _forget(location: str, schema: str) -> int:
    removed = 0
    with redis.Redis.from_url(location, socket_connect_timeout=5) as client:
        keys = client.scan_iter(match=f"{schema}:*", count=AT_ONCE)
        while batch := list(islice(keys, AT_ONCE)):
            removed += int(client.unlink(*batch))
    return removed
