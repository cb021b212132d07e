"""Who used a link up and did nothing yet cannot set a password over a later one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal.access import accounts, actions
from portal.access.models import Invitation
from tenants.accounts.models import User
from tests.conftest import HostClient
from tests.portal.access.conftest import PASSWORD, invite_tom

PAGE, THEIRS = "/invitation/password/", "seven violins in the rain"


@pytest.fixture
def thief(on_firm: HostClient, invited: Invitation) -> HostClient:
    """A browser that has used Tom's first link up."""
    on_firm.post(f"/invitation/{invited.token}/")
    assert on_firm.get(PAGE).status_code == 200
    return on_firm


def test_a_new_invitation_ends_what_the_earlier_one_began(
    thief: HostClient, olivia: User
) -> None:
    invite_tom(by=olivia, at=datetime.now(UTC))

    assert thief.get(PAGE).status_code == 410
    assert thief.post(PAGE, {"password": THEIRS}).status_code == 410
    assert not User.objects.get(email="tom@example.com").has_usable_password()


def test_a_password_that_was_chosen_is_not_replaced(
    thief: HostClient, invited: Invitation
) -> None:
    actions.set_password(invited.user, PASSWORD, at=datetime.now(UTC))

    assert thief.post(PAGE, {"password": THEIRS}).status_code == 410
    assert User.objects.get(email="tom@example.com").check_password(PASSWORD)


def test_an_account_that_was_closed_and_opened_begins_anew(
    thief: HostClient, invited: Invitation, olivia: User
) -> None:
    now = datetime.now(UTC)
    accounts.close(invited.user, by=olivia, at=now)
    accounts.reopen(invited.user, by=olivia, at=now)

    assert thief.post(PAGE, {"password": THEIRS}).status_code == 410
