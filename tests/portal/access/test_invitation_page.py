"""The link in the mail: reading it changes nothing, its button lets one in once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.access import actions
from portal.access.models import Invitation
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.conftest import HostClient
from tests.portal.access.conftest import PASSWORD, invite_tom


def link(invitation: Invitation) -> str:
    return f"/invitation/{invitation.token}/"


def is_open(invitation: Invitation) -> bool:
    found = Invitation.objects.open(datetime.now(UTC))
    return found.filter(pk=invitation.pk).exists()


def test_reading_the_link_does_not_use_it_up(
    on_firm: HostClient, invited: Invitation
) -> None:
    for _ in range(3):
        response = on_firm.get(link(invited))

        assert response.status_code == 200
    assert b"tom@example.com" in response.content
    assert is_open(invited)


def test_the_first_reading_is_kept(on_firm: HostClient, invited: Invitation) -> None:
    on_firm.head(link(invited))
    invited.refresh_from_db()
    assert invited.opened_at is None

    on_firm.get(link(invited))
    invited.refresh_from_db()
    first = invited.opened_at
    on_firm.get(link(invited))

    invited.refresh_from_db()
    assert first is not None
    assert invited.opened_at == first


def test_pressing_the_button_leads_to_the_password(
    on_firm: HostClient, invited: Invitation
) -> None:
    response = on_firm.post(link(invited))

    assert response.url == "/invitation/password/"
    assert b"tom@example.com" in on_firm.get(response.url).content
    assert not is_open(invited)


def test_redeeming_is_written_down(on_firm: HostClient, invited: Invitation) -> None:
    on_firm.post(link(invited))

    entry = Entry.objects.get(action="access.invitation_redeemed")
    assert entry.actor_id == invited.user.pk


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_link_works_once(
    method: str, on_firm: HostClient, invited: Invitation, firm: Firm
) -> None:
    on_firm.post(link(invited))

    response = getattr(HostClient(firm.primary_host), method)(link(invited))

    assert response.status_code == 410
    assert response.context["problem"] == "used"


def test_pressing_twice_leads_on_all_the_same(
    on_firm: HostClient, invited: Invitation
) -> None:
    on_firm.post(link(invited))

    assert on_firm.post(link(invited)).url == "/invitation/password/"
    assert on_firm.get(link(invited)).url == "/invitation/password/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_expired_link_says_so(
    method: str, on_firm: HostClient, invited: Invitation
) -> None:
    with time_machine.travel(invited.expires_at, tick=False):
        response = getattr(on_firm, method)(link(invited))

    assert response.status_code == 410
    assert response.context["problem"] == "expired"
    assert b"tom@example.com" not in response.content


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_a_newer_one_replaced_is_unknown(
    method: str, on_firm: HostClient, olivia: User, invited: Invitation
) -> None:
    invite_tom(by=olivia, at=datetime.now(UTC))

    response = getattr(on_firm, method)(link(invited))

    assert response.status_code == 404
    assert response.context["problem"] == "unknown"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("token", ["x" * 43, "é", "%00", "a" * 5000, "-"])
def test_a_made_up_link_is_unknown(
    method: str, token: str, on_firm: HostClient, invited: Invitation
) -> None:
    response = getattr(on_firm, method)(f"/invitation/{token}/")

    assert response.status_code == 404


def test_the_link_of_a_closed_account_is_unknown(
    on_firm: HostClient, invited: Invitation
) -> None:
    User.objects.filter(pk=invited.user.pk).update(is_active=False)

    assert on_firm.post(link(invited)).status_code == 404


def test_the_link_of_one_firm_is_unknown_at_the_other(
    on_other_firm: HostClient, invited: Invitation
) -> None:
    assert on_other_firm.post(link(invited)).status_code == 404
    assert is_open(invited)


def test_a_button_on_another_site_does_not_redeem(
    on_firm: HostClient, invited: Invitation
) -> None:
    on_firm.handler.enforce_csrf_checks = True

    assert on_firm.post(link(invited)).status_code == 403
    assert is_open(invited)


def test_the_page_speaks_the_language_of_who_is_invited(
    on_firm: HostClient, invited: Invitation
) -> None:
    assert b'<html lang="fr"' in on_firm.get(link(invited)).content

    on_firm.post(link(invited))

    assert b'<html lang="fr"' in on_firm.get("/invitation/password/").content


def test_the_page_is_kept_by_nobody(on_firm: HostClient, invited: Invitation) -> None:
    assert "no-store" in on_firm.get(link(invited)).headers["Cache-Control"]


def test_redeeming_signs_out_whoever_was_signed_in_here(
    as_user: Callable[..., HostClient], olivia: User, invited: Invitation
) -> None:
    browser = as_user(olivia)

    browser.post(link(invited))

    assert browser.get("/desk/").url.startswith("/sign-in/")


def test_setting_a_password_ends_other_open_invitations(
    olivia: User, invited: Invitation
) -> None:
    at = datetime.now(UTC) + timedelta(minutes=1)

    actions.set_password(invited.user, PASSWORD, at=at)

    invited.refresh_from_db()
    assert invited.revoked_at == at
