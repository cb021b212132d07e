"""The page around an operator's page: where one can go, and no further."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.urls import resolve

from portal.access.gate import declaration
from portal.access.permissions import allowed
from portal.ui.page import Page
from tenants.accounts.models import User
from tenants.accounts.roles import OPERATORS, Role
from tests.conftest import HostClient
from tests.portal.counting import statements

TEAM = "/operate/team/"


def page_of(response: object) -> Page:
    return response.context["page"]  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("role", sorted(OPERATORS))
def test_each_place_is_open_to_who_sees_it(
    as_operator: Callable[..., HostClient], role: Role
) -> None:
    page = page_of(as_operator(role).get(TEAM))

    assert page.face == "operator"
    for item in page.nav:
        view = resolve(item.url, settings.ROOT_URLCONF).func
        assert allowed(role, declaration(view).permission)


def test_one_is_where_one_is(as_operator: Callable[..., HostClient]) -> None:
    page = page_of(as_operator().get(TEAM))

    assert [item.url for item in page.nav if item.is_current] == [TEAM]


def test_ones_own_account_is_no_place_of_the_fleet(
    as_operator: Callable[..., HostClient],
) -> None:
    page = page_of(as_operator().get("/operate/account/"))

    assert not any(item.is_current for item in page.nav)


def test_the_search_says_what_it_finds(as_operator: Callable[..., HostClient]) -> None:
    text = as_operator().get(TEAM).content.decode()

    assert 'placeholder="Firm, domain or address"' in text


def test_a_visitor_sees_none_of_it(on_platform: HostClient) -> None:
    page = page_of(on_platform.get("/operate/sign-in/"))

    assert (page.face, page.nav, page.user) == ("platform", (), None)


def test_halfway_in_one_can_only_go_on_or_out(
    on_platform: HostClient, jan: User
) -> None:
    on_platform.force_login(jan, backend=settings.AUTHENTICATION_BACKENDS[0])

    page = page_of(on_platform.get("/operate/second-factor/"))

    assert (page.nav, page.search_url, page.account_url) == ((), "", "")
    assert page.home_url == "/operate/second-factor/"


def test_the_account_costs_a_constant_few_statements(
    as_operator: Callable[..., HostClient],
) -> None:
    browser = as_operator()
    browser.get("/operate/account/")  # afterwards the line of health is remembered

    assert statements(browser, "/operate/account/") <= 7


def test_an_operators_cookies_are_nobody_at_a_firm(
    as_operator: Callable[..., HostClient], on_firm: HostClient
) -> None:
    on_firm.cookies = as_operator().cookies

    for address in ("/", "/desk/", "/desk/contacts/"):
        assert on_firm.get(address).url.startswith("/sign-in/")
