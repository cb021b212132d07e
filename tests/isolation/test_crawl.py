"""Every address of each firm, by everybody: no answer holds the other firm's canary."""

from __future__ import annotations

import pytest

from portal.cases.models import Case
from tenants import scope
from tests.cast import key
from tests.permissions import table
from tests.permissions.fronts import FirmFront, PlatformFront
from tests.permissions.house import House
from tests.permissions.table import Line

LINES, PLATFORM = table.lines(table.FIRM), table.lines(table.PLATFORM)
NOT_SIGNED_IN = {"nele", "stranger"}
FIRMS = ["peeters", "devries"]
# Whoever holds the link is greeted by name, signed in or not.
BEARER = {
    "access:invitation",
    "access:mailed_link",
    "access:new_password",
    "access:password",
    "access:welcome",
    "account:email_confirmation",
    "account:email_undo",
}


# Everybody at one firm; at the other, one of each face: the code is the same.
AT_HOME = [("peeters", who) for who in LINES[0].answers]
AT_HOME += [("devries", who) for who in ("sofie", "laura")]
AWAY = [(here, who) for here in FIRMS for who in ("sofie", "laura")]


@pytest.mark.parametrize(("here", "who"), AT_HOME)
def test_at_home_nothing_of_the_other_firm_is_shown(
    here: str, who: str, fronts: dict[str, FirmFront]
) -> None:
    front = fronts[here]

    found = seen(front, who)

    assert found[front.other.mark] == []
    if who in NOT_SIGNED_IN:
        assert {line.name for line in found[front.house.mark]} <= BEARER


@pytest.mark.parametrize(("here", "who"), AWAY)
def test_cookies_of_the_other_firm_show_nothing_of_either(
    here: str, who: str, fronts: dict[str, FirmFront]
) -> None:
    front = visited_by_the_other(fronts, here)

    found = seen(front, who)

    assert found[front.other.mark] == []
    assert {line.name for line in found[front.house.mark]} <= BEARER


def visited_by_the_other(fronts: dict[str, FirmFront], here: str) -> FirmFront:
    """One firm's host, and the people of the other with their own cookies."""
    front = FirmFront(fronts[here].house, fronts[here].other)
    home = fronts[FIRMS[1 - FIRMS.index(here)]]
    front.browsers = home.browsers.at(front.house.firm.primary_host)
    return front


@pytest.mark.parametrize("who", list(PLATFORM[0].answers))
def test_the_platforms_host_shows_nothing_of_any_firm(
    who: str, peeters: House, devries: House
) -> None:
    front = PlatformFront(peeters)

    for line in PLATFORM:
        found = front.ask(line, who).everything
        assert peeters.mark.encode() not in found, line
        assert devries.mark.encode() not in found, line


def test_pages_of_a_firm_show_its_own(fronts: dict[str, FirmFront]) -> None:
    """The canaries are where the crawl looks, or it would prove nothing."""
    front = fronts["peeters"]
    read = {line.name for line in LINES if line.answers["laura"] == "200"}

    shown = {line.name for line in seen(front, "laura")[front.house.mark]}

    assert read - shown == {"branding:theme"}


def test_one_foreign_word_is_found(fronts: dict[str, FirmFront]) -> None:
    front = fronts["peeters"]
    with scope.scope(front.house.firm):
        Case.objects.filter(pk=key("sale")).update(title=front.other.mark)

    found = {line.name for line in seen(front, "sofie")[front.other.mark]}

    assert {"portal:home", "portal:cases:list", "portal:cases:detail"} <= found


def seen(front: FirmFront, who: str) -> dict[str, list[Line]]:
    """For each firm's mark: where this person sees it."""
    answers = {line: front.ask(line, who).everything for line in LINES}
    return {
        mark: [line for line, found in answers.items() if mark.encode() in found]
        for mark in (front.house.mark, front.other.mark)
    }
