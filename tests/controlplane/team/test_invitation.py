"""From the link in the mail to the first page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from controlplane.team import actions
from controlplane.team.models import Invitation
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.factors.models import Authenticator
from tests.conftest import HostClient
from tests.factors import code_of

NEW = "three geese and a heron"


@pytest.fixture
def invited(jan: User) -> Invitation:
    """Ada's invitation."""
    return actions.invite(
        email="ada@tablinum.example",
        name="Ada Lind",
        role=Role.AUDITOR,
        language="en",
        by=jan,
        at=timezone.now(),
    )


def address(invitation: Invitation) -> str:
    return f"/operate/invitation/{invitation.token}/"


def test_looking_at_the_link_uses_nothing_up(
    on_platform: HostClient, invited: Invitation
) -> None:
    for _look in range(2):
        page = on_platform.get(address(invited))
        assert page.status_code == 200
        assert "Jan asks you" in page.content.decode()

    invited.refresh_from_db()
    assert invited.redeemed_at is None


def test_from_the_link_to_the_first_page(
    on_platform: HostClient, invited: Invitation
) -> None:
    assert on_platform.post(address(invited)).url == "/operate/invitation/password/"
    on = on_platform.post("/operate/invitation/password/", {"password": NEW})
    assert on.url == "/operate/second-factor/"
    secret = on_platform.get(on.url).context["secret"]

    page = on_platform.post(on.url, {"code": code_of(secret)})

    assert on_platform.get(page.context["onward"]).status_code == 200
    ada = User.objects.get(email="ada@tablinum.example")
    assert ada.check_password(NEW)
    assert Authenticator.objects.filter(user=ada).exists()


def test_before_the_second_factor_there_is_nothing_to_see(
    on_platform: HostClient, invited: Invitation
) -> None:
    on_platform.post(address(invited))
    on_platform.post("/operate/invitation/password/", {"password": NEW})

    assert on_platform.get("/operate/team/").url.startswith("/operate/second-factor/")


def test_a_new_password_still_needs_the_old_second_factor(
    on_platform: HostClient, jan: User, sam: User
) -> None:
    invitation = actions.renew_access(
        sam, is_factor_lost=False, by=jan, at=timezone.now(), reason="Forgotten"
    )
    on_platform.post(address(invitation))

    on = on_platform.post("/operate/invitation/password/", {"password": NEW})

    assert on.url == "/operate/sign-in/"
    assert on_platform.get("/operate/team/").url.startswith("/operate/sign-in/")


@pytest.mark.parametrize(
    "password", ["", "short", "password1234", "ada@tablinum.example"]
)
def test_a_weak_password_is_refused(
    on_platform: HostClient, invited: Invitation, password: str
) -> None:
    on_platform.post(address(invited))

    page = on_platform.post("/operate/invitation/password/", {"password": password})

    assert page.status_code == 422


def test_the_password_page_is_for_who_redeemed(on_platform: HostClient) -> None:
    assert on_platform.get("/operate/invitation/password/").status_code == 410


def test_a_used_link_says_so(
    on_platform: HostClient, invited: Invitation, as_operator: Callable[..., HostClient]
) -> None:
    on_platform.post(address(invited))

    assert as_operator().post(address(invited)).status_code == 410
    assert on_platform.post(address(invited)).url == "/operate/invitation/password/"


def test_an_unknown_link_is_not_found(on_platform: HostClient) -> None:
    assert on_platform.get("/operate/invitation/what-is-this/").status_code == 404
