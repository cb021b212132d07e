"""Statements that travel together: one round trip, each a statement of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection


def send(statements: Iterable[str]) -> list[Any]:
    """Run them in pipeline mode in the scope in force; their cursors, in order.

    Separate statements, not one message: Citus refuses several in one. Raises the
    error of the first one that fails, as Django's.
    """
    connection.ensure_connection()
    with connection.cursor():  # enters the scope: role and search path
        pass
    raw = connection.connection
    with connection.wrap_database_errors, raw.pipeline():
        return [raw.execute(each) for each in statements]
