"""Two clients of one firm: neither sees, nor changes, what is the other's."""

from __future__ import annotations

from typing import Any

import pytest

from portal.account.models import EmailChange
from portal.cases.models import Case, Party
from portal.documents.models import Document, Share
from portal.people.models import Contact, Delegation
from tenants import scope
from tenants.accounts.models import Session, User
from tests.conftest import HostClient
from tests.isolation import crawling
from tests.isolation.crawling import BEARER, LINES
from tests.isolation.rounds import (
    SOFIES,
    TOMS,
    Rounds,
    keys_of_sofie,
    mark_what_is_whose,
)
from tests.permissions import others
from tests.permissions.fronts import FirmFront

# Where anybody may ask for anybody, and where a link is its bearer's.
DOORS = ("access:", "support:entry")


@pytest.fixture
def front(fronts: dict[str, FirmFront]) -> FirmFront:
    """Peeters & Partners, where a word of its own is in all that is a client's."""
    found = others.come_in(fronts["peeters"])
    mark_what_is_whose(found.house)
    return found


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("who", "word"),
    [("tom", SOFIES), ("sofie", TOMS), (others.DELEGATE, TOMS), ("nele", SOFIES)],
)
def test_nobody_sees_what_is_another_clients(
    who: str, word: str, rounds: Rounds
) -> None:
    assert rounds(who).showing(word) == []


@pytest.mark.usefixtures("db")
def test_nor_the_keys_of_it(rounds: Rounds) -> None:
    walked = rounds("tom")
    keys = [str(key).encode() for key in keys_of_sofie(walked.house)]

    told = [
        line
        for line, answer in walked.answers.items()
        if (line.thing, line.method) == ("-", "GET")
        and crawling.holds(answer.everything, keys)
    ]

    assert told == []


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("who", ["sofie", others.DELEGATE])
def test_sofie_and_who_looks_for_her_see_it(who: str, rounds: Rounds) -> None:
    shown = {
        line.name
        for line in rounds(who).showing(SOFIES)
        if line.answers["sofie"] == "200"
    }

    assert shown >= {
        "portal:home",
        "portal:cases:list",
        "portal:cases:detail",
        "portal:history:case",
        "portal:documents:list",
        "portal:documents:file",
        "portal:documents:detail",
    }


def test_what_is_sofies_opens_at_no_address_for_tom(front: FirmFront) -> None:
    paths = list(crawling.paths_with(keys_of_sofie(front.house)))

    opened = [
        (method, path)
        for name, path in paths
        for method in ("GET", "POST")
        if not name.startswith(DOORS) and crawling.is_open(front, path, "tom", method)
    ]

    assert opened == []
    assert len(paths) > 60


def test_nothing_of_sofies_changes_whatever_tom_sends(front: FirmFront) -> None:
    before = belongings(front)
    browser = front.browsers.open("tom")

    for line in LINES:
        if line.method == "POST" and not line.name.startswith((*DOORS, *BEARER)):
            front.do(line, "tom")
    for path in (
        path for _name, path in crawling.paths_with(keys_of_sofie(front.house))
    ):
        send(browser, path)

    assert belongings(front) == before


def send(browser: HostClient, path: str) -> None:
    """An empty form, and whatever comes of it."""
    browser.post(path)


def belongings(front: FirmFront) -> dict[str, list[dict[str, Any]]]:
    """The rows that are hers, whole."""
    cast = front.house.cast
    hers: dict[Any, dict[str, Any]] = {
        User: {"pk": cast.sofie.pk},
        Contact: {"pk": cast.sofie_contact.pk},
        Case: {"pk": cast.sale.pk},
        Party: {"case": cast.sale.pk},
        Document: {"case": cast.sale.pk},
        Share: {"document__case": cast.sale.pk},
        Delegation: {"contact": cast.sofie_contact.pk},
        Session: {"user": cast.sofie.pk},
        EmailChange: {"user": cast.sofie.pk},
    }
    with scope.scope(front.house.firm):
        return {
            model.__name__: list(model.objects.filter(**which).order_by("pk").values())
            for model, which in hers.items()
        }
