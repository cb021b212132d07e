"""A query that is written once, and asked at any time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from controlplane.status.statement import Statement
from tenants.models import Firm

HOUR = timedelta(hours=1)


def older_than_an_hour(at: datetime) -> QuerySet[Any, Any]:
    return Firm.objects.filter(created_at__lte=at - HOUR).values_list("slug")


def some(_at: datetime) -> QuerySet[Any, Any]:
    return Firm.objects.filter(pk__in=Statement.FIRMS).values_list("pk")


def test_the_moments_in_it_move_with_the_time_of_asking(well: Firm) -> None:
    statement = Statement(older_than_an_hour)
    now = timezone.now()

    assert statement.rows(now) == []
    assert (well.slug,) in statement.rows(now + 2 * HOUR)
    assert statement.rows(now) == []


def test_it_asks_about_the_firms_that_are_named(well: Firm, other_firm: Firm) -> None:
    statement = Statement(some)
    now = timezone.now()

    assert statement.rows(now, firms=[well.pk]) == [(well.pk,)]
    assert len(statement.rows(now, firms=[well.pk, other_firm.pk])) == 2
    assert statement.rows(now) == []
