"""The fleet's pages answer each operator as their table says."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from tenants import scope
from tenants.accounts.roles import Role
from tests import operators
from tests.conftest import HostClient
from tests.permissions import table
from tests.permissions.answers import Answer
from tests.permissions.fleet import FLEET, Fleet
from tests.permissions.fronts import rolled_back, send
from tests.permissions.table import Line

LINES = table.lines(FLEET)
ROLES = {"auditor": Role.AUDITOR, "support": Role.SUPPORT, "admin": Role.ADMIN}


@pytest.fixture
def fleet(db: None) -> Fleet:
    return contextvars.Context().run(_fleet)


def _fleet() -> Fleet:
    with scope.public():
        return Fleet()


@pytest.fixture
def open_browser(as_operator: Callable[..., HostClient]) -> Callable[[str], HostClient]:
    def browser(who: str) -> HostClient:
        if who in ROLES:
            return as_operator(ROLES[who])
        fresh = HostClient(settings.PLATFORM_HOST)
        if who == "halfway":
            contextvars.Context().run(_password_only, fresh)
        return fresh

    return browser


def _password_only(browser: HostClient) -> None:
    with scope.public():
        browser.force_login(operators.make(), settings.AUTHENTICATION_BACKENDS[0])


@pytest.mark.parametrize("who", LINES[0].answers)
def test_each_operator_is_answered_as_the_table_says(
    who: str, fleet: Fleet, open_browser: Callable[[str], HostClient]
) -> None:
    browser = open_browser(who)

    found = {line: ask(browser, line, fleet).mark for line in LINES}

    assert {
        str(line): mark for line, mark in found.items() if mark != line.answers[who]
    } == {}


@pytest.mark.parametrize("who", ROLES)
def test_no_form_is_taken_without_our_token(
    who: str, fleet: Fleet, open_browser: Callable[[str], HostClient]
) -> None:
    browser = open_browser(who)
    browser.handler.enforce_csrf_checks = True
    sent = [line for line in LINES if line.method == "POST"]

    assert {ask(browser, line, fleet).status for line in sent} <= {403}


def test_every_address_is_tried_by_reading_and_by_sending() -> None:
    tried = {(line.name, line.method) for line in LINES}

    assert tried == {(line.name, each) for line in LINES for each in ("GET", "POST")}


def ask(browser: HostClient, line: Line, fleet: Fleet) -> Answer:
    """The answer; nothing is left of what it did."""
    with scope.public(), rolled_back():
        keys: dict[str, Any] = fleet.keys(line.thing)
        address = reverse(line.name, settings.ROOT_URLCONF, kwargs=keys)
        return send(browser, line, address, fleet.typed(line.name, line.thing))
