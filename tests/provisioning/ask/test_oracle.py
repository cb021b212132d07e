"""Yes for names that firms have, no for all others."""

from __future__ import annotations

from datetime import timedelta

import pytest

from provisioning.ask.index import LOOK, Index
from provisioning.ask.oracle import Oracle
from tests.provisioning.ask.conftest import NOW, PLATFORM, Rows, told

HOST = "portal.peeters.example"


def test_a_firms_own_name_is_allowed(oracle: Oracle, rows: Rows) -> None:
    rows.domain(HOST)

    assert told(oracle.answer(HOST)) == (200, "yes: a new order")
    assert rows.ordered_at(HOST) == NOW


def test_a_name_that_nobody_has_is_refused(oracle: Oracle, rows: Rows) -> None:
    assert told(oracle.answer(HOST)) == (404, "no: nobody has this name")
    assert rows.ordered_at(HOST) is None


@pytest.mark.parametrize(
    "name", ["Portal.Peeters.Example", f"{HOST}.", f"{HOST}:443", f" {HOST} "]
)
def test_a_name_is_the_same_however_it_is_written(
    oracle: Oracle, rows: Rows, name: str
) -> None:
    rows.domain(HOST)

    assert oracle.answer(name).status == 200


@pytest.mark.parametrize(
    "name",
    ["127.0.0.1", "::1", "[::1]", "2130706433", "127.1", "0x7f.1", "10.0.0.010"],
)
def test_an_address_is_refused(oracle: Oracle, rows: Rows, name: str) -> None:
    assert oracle.answer(name).status == 403


@pytest.mark.parametrize(
    "name", ["", "*.peeters.example", "a b", "-a.example", "a..b", "a/b", "x" * 300]
)
def test_what_is_no_name_is_refused(oracle: Oracle, rows: Rows, name: str) -> None:
    assert oracle.answer(name).status == 403


def test_the_platforms_own_host_is_allowed(oracle: Oracle, rows: Rows) -> None:
    assert oracle.answer(PLATFORM).status == 200


@pytest.mark.parametrize("state", ["active", "suspended", "closing"])
def test_a_firm_that_shows_a_page_is_served(
    oracle: Oracle, rows: Rows, state: str
) -> None:
    rows.domain(HOST)
    rows.state_of_firm(state)

    assert oracle.answer(HOST).status == 200


@pytest.mark.parametrize("state", ["requested", "provisioning", "erased"])
def test_a_firm_that_is_not_there_is_refused_at_once(
    oracle: Oracle, rows: Rows, state: str
) -> None:
    rows.certificate(rows.domain(HOST))
    assert oracle.answer(HOST).status == 200
    rows.state_of_firm(state)

    assert told(oracle.answer(HOST)) == (404, f"no: the firm is {state}")
    assert HOST not in oracle.known


def test_a_name_with_a_certificate_costs_nothing(oracle: Oracle, rows: Rows) -> None:
    rows.certificate(rows.domain(HOST))

    assert told(oracle.answer(HOST)) == (200, "yes: active until 2027-01-22")
    assert rows.ordered_at(HOST) is None


def test_an_expired_certificate_is_a_new_order(oracle: Oracle, rows: Rows) -> None:
    rows.certificate(rows.domain(HOST), not_after=NOW - timedelta(days=1))

    assert told(oracle.answer(HOST)) == (200, "yes: a new order")
    assert rows.ordered_at(HOST) == NOW


def test_a_removed_name_is_refused_though_it_has_a_certificate(
    oracle: Oracle, rows: Rows
) -> None:
    rows.certificate(rows.domain(HOST))
    oracle.answer(HOST)

    rows.remove(HOST)

    assert oracle.answer(HOST).status == 404


def test_the_look_up_needs_no_scan(index: Index, rows: Rows) -> None:
    """Small tables are scanned because it is cheaper; here that is not allowed."""
    with index._pool.connection() as connection, connection.transaction():
        connection.execute("SET LOCAL enable_seqscan = off")
        plan = connection.execute(f"EXPLAIN {LOOK}", {"host": HOST}).fetchall()

    assert "Seq Scan" not in str(plan)
    assert str(plan).count("Index") >= 3


def test_it_works_with_the_role_of_the_platform(index: Index) -> None:
    with index._pool.connection() as connection:
        found = connection.execute("SELECT session_user, current_user").fetchone()

    assert found == ("app", "control")
