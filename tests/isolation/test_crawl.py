"""Every address of each firm, by everybody: no answer holds a word of the other firm.

What is crawled, and what is looked for, stands in crawling.py. Everybody comes at one
firm; at the other, one of each face: the code is the same. `bin/bench crawl` does all.
"""

from __future__ import annotations

import pytest

from portal.cases.models import Case
from tenants import scope
from tests.cast import key
from tests.isolation import crawling
from tests.isolation.crawling import (
    BEARER,
    GUESTS,
    LINES,
    NOT_SIGNED_IN,
    PLATFORM,
    Seen,
)
from tests.isolation.proofs import COOKIES
from tests.isolation.rounds import Rounds
from tests.permissions.fronts import FirmFront, PlatformFront
from tests.permissions.house import House

FIRMS = ["peeters", "devries"]
CLIENT_AND_LAWYER = ["sofie", "laura"]
AWAY = [(here, who) for here in FIRMS for who in ("sofie", "laura")]


@pytest.fixture
def fronts(peeters: House, devries: House) -> dict[str, FirmFront]:
    """Both hosts, with everybody's browsers."""
    return {
        "peeters": crawling.front_of(peeters, devries),
        "devries": crawling.front_of(devries, peeters),
    }


def visited_by_the_other(fronts: dict[str, FirmFront], here: str) -> FirmFront:
    """One firm's host, and the people of the other with their own cookies."""
    return crawling.carried(fronts[here], fronts[FIRMS[1 - FIRMS.index(here)]])


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("who", crawling.EVERYBODY)
def test_at_home_nothing_of_the_other_firm_is_shown(who: str, rounds: Rounds) -> None:
    walked = rounds(who)

    seen = crawling.seen(
        walked.answers,
        own=[walked.house.mark.encode()],
        foreign=crawling.signs(walked.other),
    )

    assert_is_right_at_home(who, seen)


@pytest.mark.parametrize("who", CLIENT_AND_LAWYER)
def test_nor_in_the_firm_of_equal_keys(who: str, fronts: dict[str, FirmFront]) -> None:
    assert_is_right_at_home(who, crawling.crawl(fronts["devries"], who))


def assert_is_right_at_home(who: str, seen: Seen) -> None:
    """No word of the other firm; and the own ones are where one looks."""
    assert seen.foreign == []
    assert seen.cookies <= set(COOKIES)
    if who in NOT_SIGNED_IN:
        assert {line.name for line in seen.own} <= BEARER
    if who == "laura":
        read = {line.name for line in LINES if line.answers[who] == "200"}
        assert read - {line.name for line in seen.own} == set(crawling.WORDLESS)


@pytest.mark.parametrize("who", ["sofie", "olivia"])
def test_no_other_method_shows_more(who: str, fronts: dict[str, FirmFront]) -> None:
    read = [line for line in LINES if line.answers[who] == "200"]

    seen = crawling.crawl(fronts["peeters"], who, crawling.with_other_methods(read))

    assert seen.foreign == []


@pytest.mark.parametrize(("here", "who"), AWAY)
def test_cookies_of_the_other_firm_show_nothing_of_either(
    here: str, who: str, fronts: dict[str, FirmFront]
) -> None:
    seen = crawling.crawl(visited_by_the_other(fronts, here), who)

    assert seen.foreign == []
    assert {line.name for line in seen.own} <= BEARER


@pytest.mark.parametrize("here", FIRMS)
def test_keys_and_links_of_the_other_firm_open_nothing(
    here: str, fronts: dict[str, FirmFront]
) -> None:
    front = fronts[here]
    own = front.other.own
    paths = list(crawling.foreign_paths(front.other, (own.case, own.colleague)))

    opened = [
        (method, path)
        for name, path in paths
        for method in ("GET", "POST")
        if crawling.is_open(front, path, crawling.face_of(name), method)
    ]

    assert opened == []
    assert len(paths) > 60


@pytest.mark.parametrize("who", list(PLATFORM[0].answers))
def test_the_platforms_host_shows_nothing_of_any_firm(
    who: str, peeters: House, devries: House
) -> None:
    front = PlatformFront(peeters)

    for line in PLATFORM:
        found = front.ask(line, who).everything
        assert peeters.mark.encode() not in found, line
        assert devries.mark.encode() not in found, line


def test_every_address_of_a_firm_was_visited(fronts: dict[str, FirmFront]) -> None:
    """Somebody who may got a 2xx, with the firm's own word in it."""
    front = fronts["peeters"]

    assert crawling.missed(front, [*LINES, *GUESTS], crawling.WORDLESS) == set()


def test_every_address_of_the_platform_was_visited(peeters: House) -> None:
    front = PlatformFront(peeters)

    assert crawling.missed(front, PLATFORM, crawling.WORDLESS_OF_PLATFORM) == set()


def test_an_address_without_a_line_is_missed(peeters: House, devries: House) -> None:
    front = crawling.front_of(peeters, devries)
    name = "portal:cases:detail"
    without = [line for line in LINES if line.name != name]

    assert crawling.missed(front, without, crawling.WORDLESS, among={name}) == {name}


def test_one_foreign_word_is_found(fronts: dict[str, FirmFront]) -> None:
    front = fronts["peeters"]
    with scope.scope(front.house.firm):
        word = front.other.mark
        Case.objects.filter(pk=key("sale")).update(title=word, client_title=word)
    portal = [line for line in LINES if line.name.startswith("portal:")]

    found = {line.name for line in crawling.crawl(front, "sofie", portal).foreign}

    assert {"portal:home", "portal:cases:list", "portal:cases:detail"} <= found
