"""pytest plugin: runs each test as it is, then with preventions taken out.

    pytest -p tests.isolation.preventions.plugin --taken-out A,B --told FILE TEST...

Each line of the file is a JSON object: what was taken out (nothing, at first), the
test, how it ended, and the first words of why. Nothing else is reported. Fixtures of
every scope are made anew for each run, and once a test has noticed, its other
parameters are left alone.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.runner import runtestprotocol

if TYPE_CHECKING:  # plugins are read before Django is ready
    from tests.isolation.preventions.sabotage import Sabotage

NOTHING = "nothing"
PASSED, FAILED, SKIPPED, BROKEN = "passed", "failed", "skipped", "broken"
WORDS = 300

_noticed: set[tuple[str, str]] = set()


def pytest_addoption(parser: pytest.Parser) -> None:
    """What is taken out, and where to tell what came of it."""
    group = parser.getgroup("preventions")
    group.addoption("--taken-out", default="", help="names, separated by commas")
    group.addoption("--told", default="", help="a file, to which lines are added")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> bool:
    """Run the test in place of pytest, as often as it takes."""
    told = Path(item.config.getoption("--told"))
    left = [pair for pair in _named(item) if (pair[0].name, pair[1]) not in _noticed]
    if left and _tell(told, item, NOTHING, *_outcome(item)) == PASSED:
        for each, test in left:
            if _tell(told, item, each.name, *_without(each, item)) == FAILED:
                _noticed.add((each.name, test))
    return True


def _named(item: pytest.Item) -> Iterator[tuple[Sabotage, str]]:
    """The sabotages that this test must notice, and how they call it."""
    from tests.isolation.preventions import listed  # noqa: PLC0415  (see above)

    wanted = item.config.getoption("--taken-out").split(",")
    for each in (*listed.SABOTAGES, listed.NOTHING):
        for test in each.tests:
            if each.name in wanted and is_of(item.nodeid, test):
                yield each, test


def is_of(nodeid: str, test: str) -> bool:
    """Whether this is the test, or one of its parameters."""
    return nodeid == test or nodeid.startswith(f"{test}[")


def _without(each: Sabotage, item: pytest.Item) -> tuple[str, str]:
    from tests.isolation.preventions.sabotage import Hands  # noqa: PLC0415  (see above)

    with _in_silence(), Hands() as hands:
        try:
            each.take_out(hands)
        except Exception as error:  # noqa: BLE001  (whatever it is, it is told)
            return BROKEN, repr(error)
        return _outcome(item)


@contextmanager
def _in_silence() -> Iterator[None]:
    """What a test leaves open that fails is no fault of the next one."""
    before, sys.unraisablehook = sys.unraisablehook, lambda _left: None
    try:
        yield
        gc.collect()
    finally:
        sys.unraisablehook = before


def _outcome(item: pytest.Item) -> tuple[str, str]:
    """How the test ended. A fixture that fails says nothing about the prevention."""
    reports = runtestprotocol(item, log=False, nextitem=None)
    for report in reports:
        if report.skipped:
            return SKIPPED, str(report.longrepr)[-WORDS:]
        if report.failed:
            ended = FAILED if report.when == "call" else BROKEN
            return ended, _why(report)
    return PASSED, ""


def _why(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    return str(crash.message if crash else report.longrepr)[:WORDS]


def _tell(told: Path, item: pytest.Item, name: str, ended: str, why: str) -> str:
    line = {"name": name, "test": item.nodeid, "ended": ended, "why": why}
    with told.open("a") as file:
        file.write(json.dumps(line) + "\n")
    return ended
