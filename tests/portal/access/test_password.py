"""Choosing the first password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from portal.access import actions
from portal.access.models import Invitation
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tests.conftest import HostClient
from tests.factors import app_of
from tests.portal.access.conftest import PASSWORD
from tests.portal.access.test_sign_in import credentials

PAGE = "/invitation/password/"


@pytest.fixture
def tom(on_firm: HostClient, invited: Invitation) -> User:
    """Tom, who has just redeemed his invitation in this browser."""
    on_firm.post(f"/invitation/{invited.token}/")
    return invited.user


def test_a_client_comes_home_with_a_password(on_firm: HostClient, tom: User) -> None:
    response = on_firm.post(PAGE, {"password": PASSWORD})

    assert response.url == "/"
    tom.refresh_from_db()
    assert tom.check_password(PASSWORD)
    assert tom.password.startswith("argon2$argon2id$")


def test_an_owner_lands_on_the_desk(on_firm: HostClient, tom: User) -> None:
    User.objects.filter(pk=tom.pk).update(role=Role.OWNER)

    assert on_firm.post(PAGE, {"password": PASSWORD}).url == "/desk/"


def test_the_new_password_signs_in(on_firm: HostClient, tom: User) -> None:
    on_firm.post(PAGE, {"password": PASSWORD})
    on_firm.post("/sign-out/")

    response = on_firm.post("/sign-in/", credentials("tom@example.com", PASSWORD))

    assert response.url == "/"


@pytest.mark.parametrize(
    "password",
    ["", "short", "elevenchars", "qwerty123456", "tom@example.com"],
)
def test_a_weak_password_is_refused_with_a_reason(
    password: str, on_firm: HostClient, tom: User
) -> None:
    response = on_firm.post(PAGE, {"password": password})

    assert response.status_code == 422
    assert response.context["form"].errors["password"]
    tom.refresh_from_db()
    assert not tom.has_usable_password()


def test_spaces_belong_to_a_password(on_firm: HostClient, tom: User) -> None:
    on_firm.post(PAGE, {"password": "  twelve chars  "})

    tom.refresh_from_db()
    assert tom.check_password("  twelve chars  ")


def test_the_password_is_set_once(on_firm: HostClient, tom: User) -> None:
    on_firm.post(PAGE, {"password": PASSWORD})

    again = on_firm.post(PAGE, {"password": "another good password"})

    assert again.url == "/"
    tom.refresh_from_db()
    assert tom.check_password(PASSWORD)


def test_the_page_is_closed_without_an_invitation(on_firm: HostClient) -> None:
    assert on_firm.get(PAGE).status_code == 410
    assert on_firm.post(PAGE, {"password": PASSWORD}).status_code == 410


def test_the_page_closes_after_an_hour(on_firm: HostClient, tom: User) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=61)):
        assert on_firm.post(PAGE, {"password": PASSWORD}).status_code == 410

    tom.refresh_from_db()
    assert not tom.has_usable_password()


def test_the_permission_of_one_firm_is_none_at_the_other(
    on_firm: HostClient, on_other_firm: HostClient, tom: User
) -> None:
    on_other_firm.cookies = on_firm.cookies

    assert on_other_firm.get(PAGE).status_code == 410


def test_choosing_a_password_changes_the_key_of_the_session(
    on_firm: HostClient, tom: User
) -> None:
    before = on_firm.cookies["session"].value

    on_firm.post(PAGE, {"password": PASSWORD})

    assert on_firm.cookies["session"].value != before


def test_a_new_password_ends_the_other_sessions(
    as_user: Callable[..., HostClient], laura: User
) -> None:
    elsewhere = as_user(laura)

    actions.set_password(laura, "another good password", at=datetime.now(UTC))

    assert elsewhere.get("/desk/").url.startswith("/sign-in/")


def test_choosing_a_password_is_written_down(on_firm: HostClient, tom: User) -> None:
    on_firm.post(PAGE, {"password": PASSWORD})

    actions_of_tom = Entry.objects.filter(actor_id=tom.pk).values_list(
        "action", flat=True
    )
    assert set(actions_of_tom) == {
        "access.invitation_redeemed",
        "access.password_set",
        "access.signed_in",
    }


def test_the_action_itself_refuses_a_weak_password(laura: User) -> None:
    with pytest.raises(ValidationError):
        actions.set_password(laura, "short", at=datetime.now(UTC))


def test_a_password_does_not_replace_the_second_factor(
    on_firm: HostClient, tom: User
) -> None:
    app_of(tom)

    assert on_firm.post(PAGE, {"password": PASSWORD}).url == "/sign-in/"
    assert on_firm.get("/").url == "/sign-in/"
