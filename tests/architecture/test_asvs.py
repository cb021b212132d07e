"""docs/asvs.md is whole: each id of levels 1 and 2 once, and every test is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings

DOCS, TESTS = Path(settings.ROOT) / "docs", Path(settings.ROOT) / "tests"
PAGE = DOCS / "asvs.md"
# OWASP ASVS 5.0.0, chapters 6, 7 and 8: what levels 1 and 2 ask.
ONE = """
    6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2
    7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2 8.1.1 8.2.1 8.2.2 8.3.1
"""
TWO = """
    6.1.2 6.1.3 6.2.9 6.2.10 6.2.11 6.2.12 6.3.3 6.3.4 6.4.3 6.4.4 6.5.1 6.5.2 6.5.3
    6.5.4 6.5.5 6.6.1 6.6.2 6.6.3 6.8.1 6.8.2 6.8.3 6.8.4
    7.1.1 7.1.2 7.1.3 7.3.1 7.3.2 7.4.3 7.4.4 7.4.5 7.5.1 7.5.2 7.6.1 7.6.2
    8.1.2 8.2.3 8.4.1
"""
AWAY = "Does not apply: "
SHORTEST_REASON = 30  # characters
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
LINK = re.compile(r"\]\(([\w-]+\.md)(?:#([\w-]+))?\)")


class Row(NamedTuple):
    """A line of the table."""

    number: str
    level: str
    asks: str
    how: str
    tests: str

    @property
    def is_away(self) -> bool:
        """Whether it says that it does not apply."""
        return self.how.startswith(AWAY)


def rows_of(page: str) -> list[Row]:
    """The lines that begin with an id."""
    lines = (line for line in page.splitlines() if re.match(r"\| \d", line))
    return [
        Row(*(cell.strip() for cell in line.strip("|").split("|"))) for line in lines
    ]


ROWS = rows_of(PAGE.read_text())


def faults_of(row: Row) -> list[str]:
    """What is wrong with a line."""
    named = NAMED.findall(row.tests)
    faults = [
        f"{path}::{name} is no test" for path, name in named if not exists(path, name)
    ]
    if not row.asks or not row.how:
        faults.append("says too little")
    if row.is_away and (named or len(row.how.removeprefix(AWAY)) < SHORTEST_REASON):
        faults.append("needs a reason, and no test")
    if not row.is_away and not named:
        faults.append("names no test")
    if row.tests != "<br>".join(f"`{path}::{name}`" for path, name in named) and named:
        faults.append("its tests are not written as the others are")
    return faults


def exists(path: str, name: str) -> bool:
    """Whether a file under tests/ has this test, with parameters or without."""
    return name in named_in(TESTS / path)


@cache
def named_in(path: Path) -> frozenset[str]:
    """The names of the tests of a file, also of those in a class."""
    if not path.is_file():
        return frozenset()
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = (
        each
        for each in ast.walk(ast.parse(path.read_text()))
        if isinstance(each, kinds)
    )
    return frozenset(each.name for each in found if each.name.startswith("test_"))


def test_every_id_stands_there_once() -> None:
    one, two = ONE.split(), TWO.split()
    levels = {**dict.fromkeys(one, "1"), **dict.fromkeys(two, "2")}

    assert len(levels) == len(one) + len(two) == 60
    assert sorted(row.number for row in ROWS) == sorted(levels)
    assert {row.number: row.level for row in ROWS} == levels


@pytest.mark.parametrize("row", ROWS, ids=[row.number for row in ROWS])
def test_a_line_names_tests_that_exist_or_a_reason(row: Row) -> None:
    assert faults_of(row) == []


def test_what_a_line_leads_to_is_there() -> None:
    for name, heading in LINK.findall(PAGE.read_text()):
        written = (DOCS / name).read_text()
        found = re.findall(r"^#+ (.+)$", written, flags=re.MULTILINE)
        slugs = {
            re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in found
        }

        assert not heading or heading in slugs, f"{name}#{heading}"


def test_what_is_met_in_part_is_counted_at_the_top() -> None:
    parts = [row.number for row in ROWS if row.how.startswith("In part: ")]
    top = PAGE.read_text().partition("## V6")[0]

    assert parts == ["6.3.3", "6.5.5"]
    assert all(number in top for number in parts)


@pytest.mark.parametrize(
    "row",
    [
        Row("6.1.1", "1", "asks", "how", "-"),
        Row("6.1.1", "1", "asks", "how", "`portal/access/test_gate.py::test_nothing`"),
        Row("6.1.1", "1", "asks", "how", "`portal/no/test_file.py::test_nothing`"),
        Row(
            "6.1.1",
            "1",
            "",
            "how",
            "`architecture/test_asvs.py::test_a_fault_is_found`",
        ),
        Row("6.1.1", "1", "asks", "Does not apply: no", "-"),
    ],
)
def test_a_fault_is_found(row: Row) -> None:
    assert faults_of(row) != []
