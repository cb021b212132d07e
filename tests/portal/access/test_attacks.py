"""Attacks on signing in, each by its name. Brute force: test_lockout. Forms of another
firm: test_csrf_binding. Links: test_forgotten and test_by_mail."""

from __future__ import annotations

from typing import Any

import pytest

from portal.access.models import OneTimeLink
from portal.policy.models import Policy
from tenants.accounts.models import Session, User
from tenants.models import Firm
from tests.conftest import HostClient
from tests.portal.access.conftest import PASSWORD
from tests.portal.access.test_sign_in import credentials

EVIL = "https://evil.example/"
PLANTED = "a" * 32


def test_fixation_a_key_that_was_planted_is_not_taken_over(
    on_firm: HostClient, firm: Firm, laura: User
) -> None:
    on_firm.cookies["session"] = PLANTED
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    assert on_firm.cookies["session"].value != PLANTED
    assert not Session.objects.filter(session_key=PLANTED).exists()
    assert gets_to_sign_in(holding(firm, PLANTED))


def test_fixation_a_key_from_before_signing_in_is_worth_nothing_after(
    on_firm: HostClient, firm: Firm, laura: User
) -> None:
    on_firm.post("/sign-in/", credentials(laura.email, "wrong"))
    before = on_firm.cookies["session"].value
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))

    assert gets_to_sign_in(holding(firm, before))


def test_fixation_a_key_from_before_a_mailed_code_is_worth_nothing_after(
    on_firm: HostClient, firm: Firm, sofie: User
) -> None:
    Policy.objects.create(has_sign_in_links=True)
    on_firm.post("/sign-in/by-mail/", {"email": sofie.email})
    before = on_firm.cookies["session"].value
    code = OneTimeLink.objects.get().code
    on_firm.post("/sign-in/by-mail/code/", {"code": code})

    assert on_firm.get("/").status_code == 200
    assert holding(firm, before).get("/").url.startswith("/sign-in/")


@pytest.mark.parametrize(
    "wish",
    [
        EVIL,
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "/\tevil.example",
        "http:///evil.example",
        " //evil.example",
    ],
)
def test_an_open_redirect_leads_home(
    wish: str, on_firm: HostClient, laura: User
) -> None:
    form = {**credentials(laura.email, PASSWORD), "next": wish}

    assert on_firm.post("/sign-in/", form).url == "/desk/"


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": "evil.example@{host}"},
        {"HTTP_HOST": "{host}.evil.example"},
        {"HTTP_HOST": "{host}/evil"},
        {"HTTP_HOST": ""},
    ],
)
@pytest.mark.parametrize("page", ["/sign-in/", "/sign-in/forgotten/"])
def test_a_forged_host_is_answered_by_nobody(
    page: str, headers: dict[str, str], on_firm: HostClient, firm: Firm
) -> None:
    forged = {
        name: value.format(host=firm.primary_host) for name, value in headers.items()
    }

    assert on_firm.get(page, **forged).status_code in {400, 404}


def test_a_forwarded_host_changes_no_address_on_the_page(
    on_firm: HostClient, laura: User
) -> None:
    forged = {"HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_FORWARDED": "host=evil"}

    page = on_firm.get("/sign-in/", **forged)

    assert page.status_code == 200
    assert b"evil" not in page.content


@pytest.mark.parametrize("origin", [EVIL.rstrip("/"), "null"])
def test_a_form_from_another_site_is_refused(
    origin: str, firm: Firm, laura: User
) -> None:
    browser = HostClient(firm.primary_host, enforce_csrf_checks=True)
    token = str(browser.get("/sign-in/").context["csrf_token"])
    form: dict[str, Any] = {
        **credentials(laura.email, PASSWORD),
        "csrfmiddlewaretoken": token,
    }

    assert browser.post("/sign-in/", form, HTTP_ORIGIN=origin).status_code == 403


def holding(firm: Firm, key: str) -> HostClient:
    """A browser that holds this key of a session."""
    browser = HostClient(firm.primary_host)
    browser.cookies["session"] = key
    return browser


def gets_to_sign_in(browser: HostClient) -> bool:
    return bool(browser.get("/desk/").url.startswith("/sign-in/"))
