"""Which statements Django sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements of the block, when it is over, without the entering of scopes."""
    sent: list[str] = []
    connection.queries_log.clear()
    connection.force_debug_cursor = True
    try:
        yield sent
    finally:
        connection.force_debug_cursor = False
        log = [each["sql"] for each in connection.queries_log]
        sent += [each for each in log if not each.startswith("SET ROLE")]
