"""A page costs the same number of statements for few rows and for many."""

from __future__ import annotations

import contextvars

import pytest
from django.utils import timezone

from portal.people import actions as people
from tenants import scope
from tests.cast import Cast
from tests.factories import (
    CaseFactory,
    ContactFactory,
    DocumentFactory,
    PartyFactory,
    ShareFactory,
)
from tests.permissions import table
from tests.permissions.fronts import FirmFront
from tests.permissions.table import Line
from tests.portal.counting import statements

MORE = 30
PAGES = [
    line
    for line in table.lines(table.FIRM)
    if line.method == "GET" and not line.name.endswith(("file", ":page"))
]


@pytest.fixture
def front(fronts: dict[str, FirmFront]) -> FirmFront:
    """Peeters & Partners."""
    return fronts["peeters"]


@pytest.mark.parametrize("who", ["sofie", "bart"])
def test_thirty_more_of_everything_cost_nothing_more(
    who: str, front: FirmFront
) -> None:
    read = [line for line in PAGES if line.answers[who] == "200"]
    few = {line.name: cost(front, line, who) for line in read}

    contextvars.Context().run(add, front)
    many = {line.name: cost(front, line, who) for line in read}

    assert many == few
    assert max(many.values()) <= 18


def cost(front: FirmFront, line: Line, who: str) -> int:
    """The statements of this page, once it was seen before."""
    browser = front.browsers.open(who)
    browser.get(front.address(line))
    return statements(browser, front.address(line))


def add(front: FirmFront) -> None:
    """Thirty more of everything, on the pages that were counted."""
    cast, now = front.house.cast, timezone.now()
    with scope.scope(front.house.firm):
        for _ in range(MORE):
            invited = ContactFactory()
            people.invite_contact(contact=invited, by=cast.laura, at=now)
            PartyFactory(case=cast.sale, contact=invited)
            ShareFactory(document=DocumentFactory(case=cast.sale))
            add_case(cast)


def add_case(cast: Cast) -> None:
    """One more case of Sofie's, with a shared document."""
    case = CaseFactory(responsible=cast.laura)
    PartyFactory(case=case, contact=cast.sofie_contact)
    ShareFactory(document=DocumentFactory(case=case))
