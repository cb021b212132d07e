"""No view runs for anybody it was not declared for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import clear_url_caches

from portal.access import gate
from portal.access.permissions import Permission, allowed
from tenants.accounts.models import User
from tenants.accounts.roles import GUESTS, OPERATORS, STAFF, Role
from tests.conftest import HostClient
from tests.factories import DelegationFactory
from tests.portal.access import gated_urls
from tests.portal.access.conftest import person

# Guests come in by a visit only; see tests/permissions/test_guests.py.
FIRM_ROLES = [role for role in Role if role not in OPERATORS | GUESTS]
SignIn = Callable[..., HostClient]


@pytest.fixture(autouse=True)
def _gated_pages(settings: Any) -> None:
    settings.FIRM_URLCONF = gated_urls.__name__
    clear_url_caches()


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("role", FIRM_ROLES)
def test_every_role_opens_exactly_what_the_table_grants(
    role: Role, as_user: SignIn
) -> None:
    browser = as_user(person_who_sees(role))

    refused = 403 if role in STAFF else 404
    expected = {each: 200 if allowed(role, each) else refused for each in Permission}
    assert {
        each: browser.get(f"/may/{each}/").status_code for each in Permission
    } == expected


def person_who_sees(role: Role) -> User:
    """Somebody of that role. A delegate sees nothing until somebody lets him."""
    user = person(role)
    if role == Role.DELEGATE:
        DelegationFactory(user=user)
    return user


@pytest.mark.parametrize("permission", Permission)
def test_a_visitor_is_asked_to_sign_in(
    permission: Permission, on_firm: HostClient
) -> None:
    response = on_firm.get(f"/may/{permission}/?page=2")

    assert response.status_code == 302
    assert response.url == f"/sign-in/?next=%2Fmay%2F{permission}%2F%3Fpage%3D2"


def test_what_a_visitor_posts_is_not_asked_for_again(on_firm: HostClient) -> None:
    response = on_firm.post("/may/account/")

    assert response.url == "/sign-in/"


def test_an_undeclared_view_runs_for_nobody(as_user: SignIn, olivia: User) -> None:
    with pytest.raises(gate.GateError, match="undeclared"):
        as_user(olivia).get("/undeclared/")


def test_an_undeclared_view_is_a_500_and_shows_nothing(on_firm: HostClient) -> None:
    on_firm.raise_request_exception = False

    response = on_firm.get("/undeclared/")

    assert response.status_code == 500
    assert b"nobody said" not in response.content


@pytest.mark.parametrize("path", ["/class/", "/decorated-class/", "/api/thing/"])
def test_classes_and_api_views_are_held_to_their_declaration(
    path: str, as_user: SignIn, laura: User, sofie: User
) -> None:
    assert as_user(laura).get(path).status_code == 200
    assert as_user(sofie).get(path).status_code == 404


def test_a_program_that_is_not_signed_in_gets_401(on_firm: HostClient) -> None:
    response = on_firm.get("/api/thing/")

    assert response.status_code == 401
    assert response.json() == {"detail": "Log eerst in."} or response.json()["detail"]


def test_a_declaration_survives_other_decorators(on_firm: HostClient) -> None:
    assert on_firm.post("/post-only/").content == b"posted"
    assert on_firm.get("/post-only/").status_code == 405


def test_two_declarations_on_one_view_are_refused() -> None:
    with pytest.raises(gate.GateError, match="twice"):
        gate.everyone(gate.requires(Permission.ACCOUNT)(lambda request: None))


def test_a_closed_account_is_out_at_once(as_user: SignIn, laura: User) -> None:
    browser = as_user(laura)
    assert browser.get("/may/desk.view/").status_code == 200

    User.objects.filter(pk=laura.pk).update(is_active=False)

    assert browser.get("/may/desk.view/").url.startswith("/sign-in/")


def test_staff_on_the_clients_home_are_led_to_the_desk(
    as_user: SignIn, laura: User
) -> None:
    assert as_user(laura).get("/").url == "/desk/"


def test_a_client_does_not_learn_that_there_is_a_desk(
    as_user: SignIn, sofie: User
) -> None:
    assert as_user(sofie).get("/desk/").status_code == 404


def test_a_private_page_is_never_cached(as_user: SignIn, laura: User) -> None:
    for path in ("/careless/", "/may/case.view/", "/may/portal.view/"):
        response = as_user(laura).get(path)

        assert response.headers["Cache-Control"] == "no-store, private"


def test_a_page_that_says_nothing_about_caching_is_not_cached(
    on_firm: HostClient,
) -> None:
    assert on_firm.get("/nothing-here/").headers["Cache-Control"] == gate.PRIVATE
    assert "max-age=60" in on_firm.get("/cached/").headers["Cache-Control"]
