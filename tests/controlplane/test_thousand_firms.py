"""A thousand firms cost an operator's page no more queries than ten."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.controlplane import crowd, pages

FEWER_THAN = 15


def test_every_page_of_a_fleet_of_a_thousand_takes_fewer_than_15_queries(
    as_operator: Callable[..., object],
) -> None:
    browser = as_operator()
    made = crowd.make(1000, at=timezone.now())

    counts = {}
    for name, url in pages.of(made).items():
        with CaptureQueriesContext(connection) as captured:
            response = browser.get(url)  # type: ignore[attr-defined]
        assert response.status_code == 200, name
        counts[name] = len(captured)

    assert max(counts.values()) < FEWER_THAN, counts
