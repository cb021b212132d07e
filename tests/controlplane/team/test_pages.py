"""The pages of the team."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tests import operators
from tests.conftest import HostClient
from tests.controlplane.team.conftest import factors_of
from tests.portal.counting import statements

WHY = {"reason": "Called back, it was her"}


def test_everybody_is_listed_with_how_far_they_are(
    as_jan: HostClient, jan: User, lena: User, sam: User
) -> None:
    as_jan.post(f"/operate/team/{sam.pk}/closure/", WHY)
    as_jan.post(f"/operate/team/{lena.pk}/link/", WHY)

    text = as_jan.get("/operate/team/").content.decode()

    assert text.index("Jan") < text.index("Sam")
    assert all(words in text for words in ("Active", "Link sent", "Closed"))


def test_a_colleague_is_invited(as_jan: HostClient) -> None:
    form = {
        "name": "Ada Lind",
        "email": "ada@tablinum.example",
        "role": "auditor",
        "language": "en",
    }

    response = as_jan.post("/operate/team/new/", form)

    assert response.url == "/operate/team/"
    assert "Ada Lind" in as_jan.get("/operate/team/").content.decode()


def test_a_taken_address_is_said_at_its_field(as_jan: HostClient, sam: User) -> None:
    form = {"name": "X", "email": sam.email, "role": "auditor", "language": "en"}

    page = as_jan.post("/operate/team/new/", form)

    assert page.status_code == 422
    assert "email" in page.context["form"].errors


@pytest.mark.parametrize("role", ["owner", "client", "settings_guest"])
def test_a_firms_role_is_none_of_an_operators(as_jan: HostClient, role: str) -> None:
    form = {"name": "X", "email": "x@y.example", "role": role, "language": "en"}

    assert as_jan.post("/operate/team/new/", form).status_code == 422


def test_a_closed_colleague_is_out_at_once(
    as_jan: HostClient, sam: User, as_operator: Callable[..., HostClient]
) -> None:
    browser = as_operator(user=sam)
    assert browser.get("/operate/team/").status_code == 200

    as_jan.post(f"/operate/team/{sam.pk}/closure/", WHY)

    assert browser.get("/operate/team/").url.startswith("/operate/sign-in/")


def test_who_gets_a_new_link_is_out_at_once(
    as_jan: HostClient, sam: User, as_operator: Callable[..., HostClient]
) -> None:
    browser = as_operator(user=sam)

    as_jan.post(f"/operate/team/{sam.pk}/link/", {**WHY, "is_factor_lost": "on"})

    assert browser.get("/operate/team/").url.startswith("/operate/sign-in/")
    assert browser.get("/operate/second-factor/").url.startswith("/operate/sign-in/")
    assert factors_of(sam) == 0


def test_a_change_needs_a_reason(as_jan: HostClient, sam: User) -> None:
    page = as_jan.post(f"/operate/team/{sam.pk}/closure/", {"reason": " "})

    assert page.status_code == 422
    sam.refresh_from_db()
    assert sam.is_active


def test_the_reason_stands_on_the_page(as_jan: HostClient, sam: User) -> None:
    form = {**WHY, "role": "auditor"}
    as_jan.post(f"/operate/team/{sam.pk}/role/", form)

    page = as_jan.get(f"/operate/team/{sam.pk}/")

    assert WHY["reason"] in page.content.decode()
    assert Entry.objects.get(action="operator.role_changed").target_id == sam.pk


def test_ones_own_account_is_refused_in_words(as_jan: HostClient, jan: User) -> None:
    address = f"/operate/team/{jan.pk}/closure/"

    page = as_jan.post(address, WHY)

    assert page.status_code == 409
    jan.refresh_from_db()
    assert jan.is_active


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.AUDITOR])
def test_only_administrators_change_the_team(
    as_operator: Callable[..., HostClient], sam: User, role: Role
) -> None:
    browser = as_operator(role)

    assert browser.get(f"/operate/team/{sam.pk}/").status_code == 200
    assert browser.get("/operate/team/new/").status_code == 403
    for change in ("role", "link", "closure", "reopening"):
        response = browser.post(f"/operate/team/{sam.pk}/{change}/", WHY)
        assert response.status_code == 403


def test_the_list_costs_the_same_for_many(as_jan: HostClient) -> None:
    as_jan.get("/operate/team/")  # afterwards the line of health is remembered
    few = statements(as_jan, "/operate/team/")
    for _more in range(12):
        operators.make(Role.SUPPORT)
    as_jan.get("/operate/team/")

    assert statements(as_jan, "/operate/team/") == few <= 6
