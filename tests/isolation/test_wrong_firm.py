"""No row of one firm is ever seen in another; and the experiment can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection, connections

from tenants.models import Firm
from tests import stack
from tests.isolation import wrong_firm
from tests.thorough import times

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]

STEPS = times(6_000, all_of=20_000)
STEPS_TO_FAIL = 1_000


@pytest.fixture
def both(firm: Firm, other_firm: Firm) -> list[Firm]:
    for one in (firm, other_firm):
        wrong_firm.plant(one)
    return [firm, other_firm]


@pytest.fixture
def kill() -> Iterator[Callable[[int], None]]:
    dsn = stack.address().superuser_dsn("postgres")
    with psycopg.connect(dsn, autocommit=True) as superuser:
        yield lambda pid: superuser.execute("SELECT pg_terminate_backend(%s)", [pid])


def test_no_wrong_row_in_very_many_steps(
    both: list[Firm], kill: Callable[[int], None]
) -> None:
    """Twenty thousand in `bin/bench chance`."""
    counts = wrong_firm.run(both, steps=STEPS, seed=1, kill=kill)

    assert counts["wrong"] == 0
    assert counts["right"] > STEPS * 0.7
    assert counts["Mishap"] > 0
    assert counts["OperationalError"] > 0


def test_no_wrong_row_with_a_pool_of_connections(
    both: list[Firm], kill: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    monkeypatch.setitem(
        connection.settings_dict["OPTIONS"], "pool", {"min_size": 1, "max_size": 4}
    )
    try:
        counts = wrong_firm.run(both, steps=STEPS_TO_FAIL, seed=2, kill=kill)
    finally:
        connection.close()
        connection.close_pool()

    assert counts["wrong"] == 0
    assert counts["right"] > STEPS_TO_FAIL * 0.5


@pytest.mark.parametrize(
    "take_out",
    [
        wrong_firm.forget_nothing,
        wrong_firm.share_one_scope,
        wrong_firm.follow_only_once,
        wrong_firm.unbound_cursors,
    ],
)
def test_without_the_prevention_wrong_rows_are_found(
    take_out: Callable[[pytest.MonkeyPatch], None],
    both: list[Firm],
    kill: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    take_out(monkeypatch)

    counts = wrong_firm.run(both, steps=STEPS_TO_FAIL, seed=3, kill=kill)
    connections.close_all()

    assert counts["wrong"] > 0
