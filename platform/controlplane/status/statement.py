"""A query that Django puts into SQL once in a process.

To write a union of seven queries takes Django longer than PostgreSQL takes to answer
it. What changes from one asking to the next is the time, and the firms asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

_THEN = datetime(2000, 1, 1, tzinfo=UTC)
_FIRMS = object()


def keys(firms: Collection[UUID]) -> RawSQL:
    """These keys, for `pk__in`, as one parameter: Django writes each by itself."""
    return _among(list(firms))


def _among(parameter: object) -> RawSQL:
    return RawSQL("SELECT unnest(%s::uuid[])", [parameter])


class Statement:
    """The query that `build` makes for a moment.

    Every moment in it must be a fixed span away from the one that `build` is given, and
    all else the same each time, except `FIRMS`: those that are asked about.
    """

    FIRMS = _among(_FIRMS)

    def __init__(self, build: Callable[[datetime], QuerySet[Any, Any]]) -> None:
        self._build = build

    def rows(self, at: datetime, *, firms: Collection[UUID] = ()) -> list[Any]:
        """The rows as PostgreSQL has them now."""
        text, parameters = self._written
        sent = [_sent(each, at, firms) for each in parameters]
        with connection.cursor() as cursor:
            cursor.execute(text, sent)
            return list(cursor.fetchall())

    @cached_property
    def _written(self) -> tuple[str, tuple[Any, ...]]:
        return self._build(_THEN).query.sql_with_params()


def _sent(parameter: Any, at: datetime, firms: Collection[UUID]) -> Any:
    if parameter is _FIRMS:
        return list(firms)
    if isinstance(parameter, datetime):
        return at + (parameter - _THEN)
    return parameter
