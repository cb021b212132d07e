"""The language and the time zone of a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import RequestFactory

from portal.access import locale
from tenants import scope
from tenants.accounts.models import User
from tenants.models import Firm
from tests.conftest import HostClient

SIGN_IN = "/sign-in/"


def language_at(browser: HostClient, path: str = SIGN_IN) -> str:
    return str(browser.get(path).headers["Content-Language"])


def test_a_visitor_is_spoken_to_in_the_firms_language(on_firm: HostClient) -> None:
    assert language_at(on_firm) == "nl"


def test_who_is_signed_in_is_spoken_to_in_his_own(
    as_user: Callable[..., HostClient], laura: User
) -> None:
    assert language_at(as_user(laura), "/sign-out/") == "en"


def test_a_visitors_choice_is_remembered_in_the_browser(on_firm: HostClient) -> None:
    response = on_firm.post("/language/", {"language": "de", "next": SIGN_IN})

    assert response.url == SIGN_IN
    assert language_at(on_firm) == "de"
    assert on_firm.cookies["language"]["httponly"]


def test_the_choice_of_who_is_signed_in_is_kept_with_the_account(
    as_user: Callable[..., HostClient], laura: User
) -> None:
    browser = as_user(laura)

    browser.post("/language/", {"language": "fr", "next": "/sign-out/"})

    laura.refresh_from_db()
    assert laura.language == "fr"
    assert language_at(browser, "/sign-out/") == "fr"


@pytest.mark.parametrize("code", ["xx", "", "nl-BE", "../nl", "NL"])
def test_a_language_that_we_do_not_speak_changes_nothing(
    code: str, on_firm: HostClient
) -> None:
    response = on_firm.post("/language/", {"language": code, "next": SIGN_IN})

    assert response.url == SIGN_IN
    assert language_at(on_firm) == "nl"


def test_a_broken_cookie_is_ignored(on_firm: HostClient) -> None:
    on_firm.cookies["language"] = "<script>"

    assert language_at(on_firm) == "nl"


@pytest.mark.parametrize("wish", ["//evil.example/", "https://evil.example/"])
def test_choosing_a_language_never_leads_to_another_host(
    wish: str, on_firm: HostClient
) -> None:
    response = on_firm.post("/language/", {"language": "fr", "next": wish})

    assert response.url == "/"


def test_a_link_cannot_change_the_language(on_firm: HostClient) -> None:
    assert on_firm.get("/language/?language=fr").status_code == 405


def test_the_platform_follows_the_browser(
    on_platform: HostClient, rf: RequestFactory
) -> None:
    request = rf.get("/", headers={"accept-language": "de-AT, fr;q=0.5"})

    with scope.public():
        assert locale.language_of(request) == "de"


def test_the_time_zone_is_the_persons_then_the_firms(
    inside: Firm, rf: RequestFactory, laura: User
) -> None:
    request: Any = rf.get("/")
    assert locale.zone_of(request).key == "Europe/Brussels"

    laura.time_zone = "Atlantic/Azores"
    request.user = laura
    assert locale.zone_of(request).key == "Atlantic/Azores"

    laura.time_zone = "../etc/passwd"
    assert locale.zone_of(request).key == "Europe/Brussels"
