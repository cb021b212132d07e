"""An operator who was let in reads what the table says, and changes nothing."""

from __future__ import annotations

import pytest

from tenants import scope
from tenants.audit.models import Entry
from tests.conftest import HostClient
from tests.isolation.rounds import Rounds
from tests.permissions import guests, table
from tests.permissions.fronts import FirmFront
from tests.permissions.guests import VISITS
from tests.permissions.table import Line

GUESTS = table.lines(table.GUESTS)
REFUSALS = {"in", "403", "404", "405", "410"}
# What anybody may do who holds the link or stands before the door.
AT_THE_DOOR = {
    "access:sign_in",
    "access:sign_out",
    "access:invitation",
    "access:invitation_code",
    "access:password",
    "access:forgotten",
    "access:new_password",
    "access:by_mail",
    "access:mailed_code",
    "access:mailed_link",
    "access:welcome",
    "access:language",
    "account:email_confirmation",
    "account:email_undo",
    "support:entry",
    "viewing:end",
    "portal:home",
}
LEAVING = "desk:support:departure"
SETTINGS = ("desk:addresses:",)


@pytest.fixture
def front(firm_front: FirmFront) -> FirmFront:
    """The firm's host, with both guests inside."""
    return guests.come_in(firm_front)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("who", VISITS)
def test_a_guest_gets_what_the_table_says(who: str, rounds: Rounds) -> None:
    found = rounds(who).marks

    assert {str(line): found[line] for line in GUESTS} == {
        str(line): line.answers[who] for line in GUESTS
    }


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("who", VISITS)
def test_whatever_is_not_in_the_table_is_refused(who: str, rounds: Rounds) -> None:
    listed = set(GUESTS)
    found = {
        str(line): mark
        for line, mark in rounds(who).marks.items()
        if line not in listed
    }

    assert {key: mark for key, mark in found.items() if mark not in REFUSALS} == {}


def test_who_came_to_read_sends_nothing_but_his_going() -> None:
    assert sent_by("reader") == {LEAVING}


def test_who_came_for_the_settings_sends_settings_alone() -> None:
    others = sent_by("setter") - {LEAVING}

    assert others
    assert all(name.startswith(SETTINGS) for name in others)


def sent_by(who: str) -> set[str]:
    """What this guest may send, once inside."""
    sending = {
        line.name
        for line in GUESTS
        if line.method == "POST" and line.answers[who][0] in "23"
    }
    return sending - AT_THE_DOOR


@pytest.mark.parametrize("who", VISITS)
def test_each_page_that_a_guest_reads_is_in_the_log(who: str, front: FirmFront) -> None:
    behind = [
        line
        for line in GUESTS
        if (line.method, line.answers[who]) == ("GET", "200")
        and line.name.startswith("desk:")
    ]
    browser = front.browsers.open(who)

    for line in behind:
        _ask(browser, line, front)

    with scope.scope(front.house.firm):
        rows = Entry.objects.filter(action="support.viewed").count()
    assert rows == len(behind) > 2


def _ask(browser: HostClient, line: Line, front: FirmFront) -> None:
    assert browser.get(front.address(line)).status_code == 200
