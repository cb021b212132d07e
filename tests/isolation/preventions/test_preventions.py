"""The tables of docs/security.md are true: each row has tests, and these can tell."""

from __future__ import annotations

import ast
import os
from functools import cache
from pathlib import Path

import pytest

from tests.isolation.preventions import listed, verdicts
from tests.isolation.preventions.listed import REASONS, SABOTAGES
from tests.isolation.preventions.rows import ROOT, rows

ROWS = {row.way_in: row for row in rows()}
TAKEN_OUT = {each.way_in for each in SABOTAGES}


def test_each_row_names_tests_that_are_there() -> None:
    assert len(ROWS) > 60
    for way_in, row in ROWS.items():
        assert row.named, way_in
        assert [name for name in row.named if not is_there(name)] == [], way_in


def test_each_row_is_taken_out_or_says_why_it_cannot_be() -> None:
    assert TAKEN_OUT.isdisjoint(REASONS)
    assert TAKEN_OUT | set(REASONS) == set(ROWS)


def test_each_sabotage_says_what_it_does_and_names_tests_of_its_row() -> None:
    assert len({each.name for each in SABOTAGES}) == len(SABOTAGES)
    for each in SABOTAGES:
        assert each.what, each.name
        assert [test for test in each.tests if not is_test(test)] == [], each.name
        assert any(ROWS[each.way_in].names(test) for test in each.tests), each.name


@pytest.mark.timeout(300)
def test_the_cheapest_are_noticed_and_nothing_is_not() -> None:
    """`bin/bench preventions` does all. Whoever takes out nothing must go unnoticed."""
    cheapest = [listed.named(name) for name in listed.CHEAPEST]
    saboteur = f"saboteur_{os.getpid()}"  # a worker of its own, on the same servers

    found = verdicts.judged(
        [*cheapest, listed.NOTHING],
        "-n0",
        environment={"PYTEST_XDIST_WORKER": saboteur},
    )

    noticed = {each.sabotage.name for each in found if each.is_noticed}
    assert noticed == set(listed.CHEAPEST)
    assert found[-1].why == "passed: "


def is_there(name: str) -> bool:
    """Whether this is a file, a folder, or a test somewhere."""
    return (ROOT / name).exists() or name in functions()


def is_test(test: str) -> bool:
    """Whether the file has this test."""
    path, _, function = test.partition("[")[0].partition("::")
    name = function.rpartition("::")[2]
    return (ROOT / path).is_file() and name in _functions_of(ROOT / path)


@cache
def functions() -> frozenset[str]:
    """The names of all tests."""
    files = (ROOT / "tests").rglob("test_*.py")
    return frozenset(name for path in files for name in _functions_of(path))


@cache
def _functions_of(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text())
    return frozenset(
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    )
