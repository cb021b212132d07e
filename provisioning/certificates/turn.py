"""One handshake at a time: Caddy 2.6 refuses some of many that need an order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex

from django.core.cache import cache

from tenants import scope

KEY = "edge-handshake"
LONGEST = 60  # seconds: longer than a handshake may take


@contextmanager
def taken() -> Iterator[bool]:
    """Whether it is ours until the end of the block, among all workers."""
    mine = token_hex(8)
    with scope.public():
        is_ours = bool(cache.add(KEY, mine, LONGEST))
    try:
        yield is_ours
    finally:
        if is_ours:
            _give_back(mine)


def _give_back(mine: str) -> None:
    with scope.public():
        if cache.get(KEY) == mine:  # not somebody's who came after LONGEST
            cache.delete(KEY)
