"""The hand-over from the sign-up page to the firm's own host."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.access import actions
from portal.access.models import Invitation
from tenants import crypto
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tests.conftest import HostClient
from tests.portal.access.conftest import PASSWORD

TOKEN = "made with the platform's key"


@pytest.fixture
def handover(invited: Invitation) -> Invitation:
    """A new firm's owner: invited by mail, and waiting on the sign-up page."""
    User.objects.filter(pk=invited.user.pk).update(role=Role.OWNER)
    digest = crypto.digest(TOKEN)
    return actions.prepare_handover(invited.user, digest, at=datetime.now(UTC))


def test_the_owner_comes_from_sign_up_to_the_desk(
    on_firm: HostClient, handover: Invitation
) -> None:
    on_firm.handler.enforce_csrf_checks = True

    response = on_firm.post("/welcome/", {"token": TOKEN})

    assert response.url == "/invitation/password/"
    on_firm.handler.enforce_csrf_checks = False
    assert on_firm.post(response.url, {"password": PASSWORD}).url == "/desk/"


def test_the_mailed_invitation_ends_with_it(
    on_firm: HostClient, handover: Invitation, invited: Invitation
) -> None:
    on_firm.post("/welcome/", {"token": TOKEN})
    on_firm.post("/invitation/password/", {"password": PASSWORD})

    invited.refresh_from_db()
    assert invited.revoked_at is not None


def test_the_hand_over_works_once(on_firm: HostClient, handover: Invitation) -> None:
    on_firm.post("/welcome/", {"token": TOKEN})

    response = on_firm.post("/welcome/", {"token": TOKEN})

    assert response.status_code == 410
    assert response.context["problem"] == "used"


def test_the_hand_over_works_for_an_hour(
    on_firm: HostClient, handover: Invitation
) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=61)):
        response = on_firm.post("/welcome/", {"token": TOKEN})

    assert response.context["problem"] == "expired"


@pytest.mark.parametrize("token", ["", "made up", "\x00"])
def test_a_made_up_token_is_unknown(
    token: str, on_firm: HostClient, handover: Invitation
) -> None:
    assert on_firm.post("/welcome/", {"token": token}).status_code == 404


def test_a_link_cannot_hand_over(on_firm: HostClient, handover: Invitation) -> None:
    assert on_firm.get(f"/welcome/?token={TOKEN}").status_code == 405


def test_the_token_of_a_mail_is_no_hand_over(
    on_firm: HostClient, handover: Invitation, invited: Invitation
) -> None:
    assert on_firm.post("/welcome/", {"token": invited.token}).status_code == 404
    assert on_firm.post(f"/invitation/{TOKEN}/").status_code == 404
