"""Whoever has a second factor and gave the password only: no address leads past it."""

from __future__ import annotations

import contextvars

import pytest
from django.conf import settings

from tenants import scope
from tests.conftest import HostClient
from tests.permissions import table
from tests.permissions.answers import Answer
from tests.permissions.fronts import FirmFront
from tests.permissions.house import House
from tests.permissions.table import Line

LINES = table.lines(table.FIRM)
UNPROVED = "olivia, who has not proved her passkey"
PROOF, HOME = "/account/proof/", "/desk/"  # where one is asked again
DOORS = ("access:", "factors:proof")  # of a visitor too, and the proof itself


@pytest.fixture
def front(firm_front: FirmFront) -> FirmFront:
    """The firm's host, where Olivia has a session and a passkey."""
    browser = contextvars.Context().run(_sign_in, firm_front.house)
    firm_front.browsers._cookies[UNPROVED] = browser.cookies
    return firm_front


def _sign_in(house: House) -> HostClient:
    with scope.scope(house.firm):
        browser = HostClient(house.firm.primary_host)
        backend = settings.AUTHENTICATION_BACKENDS[0]
        browser.force_login(house.cast.olivia, backend=backend)
        return browser


def test_without_its_proof_a_session_opens_nothing(front: FirmFront) -> None:
    behind = [line for line in LINES if not is_for_everybody(line)]

    answers = {line: front.ask(line, UNPROVED) for line in behind}

    opened = {
        str(line): answer.mark
        for line, answer in answers.items()
        if not (answer.status >= 400 or leads_to_the_proof(answer))
    }
    assert opened == {}
    led = [line for line, answer in answers.items() if leads_to_the_proof(answer)]
    assert len(led) > len(behind) / 2


def is_for_everybody(line: Line) -> bool:
    """Whether a visitor gets there too."""
    return line.name.startswith(DOORS) or line.answers["nele"][0] in "23"


def leads_to_the_proof(answer: Answer) -> bool:
    """Whether the one thing that opens is the page that asks for the proof."""
    return answer.location.startswith(PROOF) or answer.location == HOME
