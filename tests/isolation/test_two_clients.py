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
from tests.cast import key
from tests.conftest import HostClient
from tests.isolation import crawling
from tests.isolation.crawling import BEARER, LINES
from tests.permissions import others
from tests.permissions.fronts import FirmFront

SOFIES, TOMS = "onlysofies5e", "onlytoms8b"
# Where anybody may ask for anybody, and where a link is its bearer's.
DOORS = ("access:", "support:entry")


@pytest.fixture
def front(fronts: dict[str, FirmFront]) -> FirmFront:
    """Peeters & Partners, where a word of its own is in all that is a client's."""
    found = others.come_in(fronts["peeters"])
    cast, own = found.house.cast, found.house.own
    with scope.scope(found.house.firm):
        mark(SOFIES, cast.sale.pk, own.case)
        mark(TOMS, cast.divorce.pk)
    return found


def mark(word: str, *cases: Any) -> None:
    """Write the word into these cases, their documents and their parties."""
    found = Case.objects.filter(pk__in=cases)
    for number, case in enumerate(found):
        case.title = case.client_title = case.area = f"{word} {number}"
        case.reference = f"{word}/{number}"
        case.save()
    Document.objects.filter(case__in=found).update(title=word, file_name=word)
    Contact.objects.filter(parties__case__in=found).update(name=word)


@pytest.mark.parametrize(
    ("who", "word"),
    [("tom", SOFIES), ("sofie", TOMS), (others.DELEGATE, TOMS), ("nele", SOFIES)],
)
def test_nobody_sees_what_is_another_clients(
    who: str, word: str, front: FirmFront
) -> None:
    answers = {line: front.ask(line, who).everything for line in LINES}

    assert [line for line, found in answers.items() if word.encode() in found] == []


def test_nor_the_keys_of_it(front: FirmFront) -> None:
    lists = [line for line in LINES if line.thing == "-" and line.method == "GET"]
    keys = [str(key).encode() for key in keys_of_sofie(front)]

    answers = {line: front.ask(line, "tom").everything for line in lists}

    told = [line for line in lists if crawling.holds(answers[line], keys)]
    assert told == []


@pytest.mark.parametrize("who", ["sofie", others.DELEGATE])
def test_sofie_and_who_looks_for_her_see_it(who: str, front: FirmFront) -> None:
    read = [line for line in LINES if line.answers["sofie"] == "200"]

    shown = {
        line.name for line in read if SOFIES.encode() in front.ask(line, who).everything
    }

    assert shown >= {
        "portal:home",
        "portal:cases:list",
        "portal:cases:detail",
        "portal:history:case",
        "portal:documents:list",
        "portal:documents:file",
    }


def test_what_is_sofies_opens_at_no_address_for_tom(front: FirmFront) -> None:
    paths = list(crawling.paths_with(keys_of_sofie(front)))

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
    for path in (path for _name, path in crawling.paths_with(keys_of_sofie(front))):
        send(browser, path)

    assert belongings(front) == before


def send(browser: HostClient, path: str) -> None:
    """An empty form, and whatever comes of it."""
    browser.post(path)


def keys_of_sofie(front: FirmFront) -> list[Any]:
    """Her case, her documents, herself, her other browser, who looks for her."""
    cast = front.house.cast
    things = (cast.sale, cast.deed, cast.memo, cast.sofie_contact, cast.sofie)
    return [*(each.pk for each in things), key("tab"), key("ria")]


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
