"""Whoever looks as a client gets the client's pages, and nothing else anywhere."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import resolve

from portal.access.gate import declaration
from portal.viewing.places import SHOWN
from tests.isolation.rounds import Round, Rounds
from tests.permissions import table
from tests.permissions.fronts import FirmFront
from tests.permissions.table import Line
from tests.permissions.viewing import VIEWER

FIRM = table.lines(table.FIRM)
REFUSED = "403"
# What a session does with itself: signing out and stopping are for everyone.
DOORS = {"access:sign_out", "viewing:end", "account:still_here"}


@pytest.fixture
def walked(db: None, rounds: Rounds) -> Round:
    """Where Laura went, who looks as Sofie."""
    return rounds(VIEWER)


@pytest.fixture
def front(walked: Round) -> FirmFront:
    """The firm's host."""
    return FirmFront(walked.house, walked.other)


def test_a_viewer_gets_the_clients_pages_and_nothing_else(
    walked: Round, front: FirmFront
) -> None:
    found = walked.marks

    wanted = {line: expected(line, front) for line in FIRM}
    assert {
        str(line): f"is {mark}, should be {wanted[line]}"
        for line, mark in found.items()
        if mark != wanted[line]
    } == {}


def expected(line: Line, front: FirmFront) -> str:
    """Sofie's answer where the portal is read, Laura's at the doors; else a refusal."""
    declared = declaration(resolve(front.address(line), settings.FIRM_URLCONF).func)
    assert declared is not None
    is_read = line.method == "GET"
    if is_read and declared.permission in SHOWN:
        return line.answers["sofie"]
    if line.name in DOORS or (is_read and declared.permission is None):
        return line.answers["laura"]
    return REFUSED


def test_there_is_something_to_see_and_something_to_refuse(front: FirmFront) -> None:
    wanted = [expected(line, front) for line in FIRM if line.name.startswith("portal:")]

    assert wanted.count("200") >= 6
    assert wanted.count(REFUSED) >= 6
