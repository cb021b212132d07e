"""A form's token of one firm is none at another."""

from __future__ import annotations

from typing import Any

import pytest

from tenants.accounts.models import User
from tenants.models import Firm
from tests.conftest import HostClient
from tests.portal.access.conftest import PASSWORD
from tests.portal.access.test_sign_in import credentials

COOKIE = "csrf"


def strict(firm: Firm) -> HostClient:
    """A browser whose forms need our token."""
    return HostClient(firm.primary_host, enforce_csrf_checks=True)


def token_in(browser: HostClient) -> str:
    return str(browser.get("/sign-in/").context["csrf_token"])


def sign_in(browser: HostClient, token: str, **headers: Any) -> int:
    form = credentials("laura@example.com", PASSWORD)
    sent = {**form, "csrfmiddlewaretoken": token}
    return int(browser.post("/sign-in/", sent, **headers).status_code)


def test_the_token_of_the_own_page_passes(firm: Firm, laura: User) -> None:
    browser = strict(firm)

    assert sign_in(browser, token_in(browser)) == 302


def test_cookie_and_token_of_another_firm_do_not(
    firm: Firm, other_firm: Firm, laura: User
) -> None:
    theirs, mine = strict(other_firm), strict(firm)
    token = token_in(theirs)

    mine.cookies[COOKIE] = theirs.cookies[COOKIE].value

    assert sign_in(mine, token) == 403


@pytest.mark.parametrize(
    "forge",
    [
        lambda cookie: cookie.partition(":")[0],
        lambda cookie: "x" + cookie[1:],
        lambda cookie: cookie[:-1] + ("A" if cookie[-1] != "A" else "B"),
        lambda cookie: "",
        lambda cookie: ":::",
    ],
    ids=["unsigned", "another secret", "another signature", "empty", "colons"],
)
def test_a_cookie_that_the_firm_did_not_sign_is_none(
    forge: Any, firm: Firm, laura: User
) -> None:
    browser = strict(firm)
    token = token_in(browser)

    browser.cookies[COOKIE] = forge(browser.cookies[COOKIE].value)

    assert sign_in(browser, token) == 403


def test_a_page_after_another_firms_cookie_gives_a_good_one(
    firm: Firm, other_firm: Firm, laura: User
) -> None:
    theirs, mine = strict(other_firm), strict(firm)
    token_in(theirs)
    mine.cookies[COOKIE] = theirs.cookies[COOKIE].value

    assert sign_in(mine, token_in(mine)) == 302


def test_the_token_changes_at_sign_in(firm: Firm, laura: User) -> None:
    browser = strict(firm)
    before = token_in(browser)
    sign_in(browser, before)

    sent = {"csrfmiddlewaretoken": before}
    assert browser.post("/sign-out/", sent).status_code == 403
