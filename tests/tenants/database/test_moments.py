"""Moments come out of the database as they went in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import DataError, connection

from tenants import scope
from tenants.database.moments import UtcLoader
from tenants.models import Firm

MOMENTS = (
    datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    datetime(2026, 11, 23, 9, 30, 0, 120_000, tzinfo=UTC),
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(2026, 3, 29, 2, 30, tzinfo=timezone(timedelta(hours=5, minutes=45))),
)


def read(text: str) -> datetime:
    with scope.public(), connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [text])
        value: datetime = cursor.fetchone()[0]
        return value


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_a_moment_comes_back_equal_and_in_utc(moment: datetime, db: None) -> None:
    found = read(moment.isoformat())

    assert (found, found.tzinfo) == (moment, UTC)


@pytest.mark.parametrize("text", ["0044-03-15 12:00:00 BC", "infinity"])
def test_what_python_cannot_hold_is_an_error(text: str, db: None) -> None:
    with pytest.raises(DataError):
        read(text)


def test_django_keeps_our_loader(firm: Firm) -> None:
    with scope.public():
        assert Firm.objects.get(pk=firm.pk).created_at.tzinfo is UTC

    assert connection.connection.adapters.get_loader(1184, 0) is UtcLoader
