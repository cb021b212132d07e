"""References are given in order and never twice, however many ask at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from portal.cases import actions
from portal.cases.models import Case, CaseNumber
from tenants import scope
from tenants.models import Firm
from tests.cast import Cast
from tests.factories import NOW

THREADS, EACH = 4, 5


@pytest.mark.django_db(transaction=True)
def test_cases_opened_at_the_same_time_get_different_numbers(
    firm: Firm, cast: Cast
) -> None:
    def open_some(_: int) -> list[str]:
        with scope.scope(firm):
            try:
                return [open_one(cast) for _ in range(EACH)]
            finally:
                connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        given = [each for some in pool.map(open_some, range(THREADS)) for each in some]

    wanted = [f"2026/{number:04}" for number in range(1, THREADS * EACH + 1)]
    assert sorted(given) == wanted
    with scope.scope(firm):
        assert CaseNumber.objects.get(year=2026).last == THREADS * EACH


def open_one(cast: Cast) -> str:
    case = Case(title="Dispute", responsible=cast.laura)
    return actions.open_case(case=case, by=cast.laura, at=NOW).reference
