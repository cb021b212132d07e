"""Orders are limited, so that the certificate authority never has to refuse us."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from provisioning.ask.oracle import Oracle
from tests.provisioning.ask.conftest import NOW, Clock, Rows, told

DOMAIN = "peeters.example"


def hosts(rows: Rows, count: int, domain: str = DOMAIN) -> list[str]:
    return [rows.domain(f"h{number}.{domain}") for number in range(count)]


def statuses(oracle: Oracle, names: list[str]) -> list[int]:
    return [int(oracle.answer(name).status) for name in names]


def test_a_registered_domain_has_a_budget_of_its_own(
    oracle: Oracle, rows: Rows
) -> None:
    first, other = hosts(rows, 4), hosts(rows, 1, "devries.example")

    assert statuses(oracle, first) == [200, 200, 200, 429]
    assert statuses(oracle, other) == [200]
    assert told(oracle.answer(first[3])) == (
        429, "no: peeters.example had 3 certificates in 7 days",
    )  # fmt: skip


def test_a_weeks_budget_comes_back(oracle: Oracle, rows: Rows, clock: Clock) -> None:
    names = hosts(rows, 4)
    statuses(oracle, names)

    clock.now = NOW + timedelta(days=7, seconds=1)

    assert oracle.answer(names[3]).status == 200


def test_all_domains_share_a_budget_for_three_hours(
    oracle: Oracle, rows: Rows, clock: Clock
) -> None:
    names = [hosts(rows, 1, f"firm{number}.example")[0] for number in range(6)]

    assert statuses(oracle, names) == [200] * 5 + [429]
    clock.now = NOW + timedelta(hours=3, seconds=1)
    assert oracle.answer(names[5]).status == 200


def test_questions_of_one_order_are_one_order(
    oracle: Oracle, rows: Rows, clock: Clock
) -> None:
    [name] = hosts(rows, 1)
    oracle.answer(name)
    clock.now = NOW + timedelta(minutes=10)

    assert told(oracle.answer(name)) == (200, "yes: being issued")
    assert rows.ordered_at(name) == NOW


def test_the_last_place_is_given_once(oracle: Oracle, rows: Rows) -> None:
    names = hosts(rows, 12)
    statuses(oracle, names[:2])

    with ThreadPoolExecutor(max_workers=10) as pool:
        answers = list(pool.map(oracle.answer, names[2:]))

    assert sum(answer.status == 200 for answer in answers) == 1


def test_a_failure_cools_down(oracle: Oracle, rows: Rows, clock: Clock) -> None:
    [name] = hosts(rows, 1)
    rows.certificate(name, "failing", failures=1, retry_at=NOW + timedelta(minutes=20))

    assert told(oracle.answer(name)) == (
        429, "no: it failed; not before 2026-11-23 12:20 UTC",
    )  # fmt: skip
    clock.now = NOW + timedelta(minutes=20, seconds=1)
    assert told(oracle.answer(name)) == (200, "yes: a new order")


def test_an_order_keeps_the_number_of_failures(oracle: Oracle, rows: Rows) -> None:
    [name] = hosts(rows, 1)
    rows.certificate(name, "failing", failures=4, reason="refused")

    oracle.answer(name)

    found = rows.connection.execute(
        "SELECT state, failures, reason FROM tenants_domains_certificate"
    ).fetchall()
    assert found == [("issuing", 4, "")]
