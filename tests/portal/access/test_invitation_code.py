"""The code of an invitation: six digits and the right address, on any device."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from portal.access import invitation_codes, mails
from portal.access.models import Invitation
from tenants import scope
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.conftest import HostClient
from tests.portal.access.conftest import invite_tom

PAGE = "/invitation/code/"


def wrong(invitation: Invitation) -> str:
    return f"{(int(invitation.code) + 1) % 10**6:06}"


def typed(invitation: Invitation, code: str = "") -> dict[str, str]:
    return {"email": "Tom@Example.com", "code": code or invitation.code}


def is_open(invitation: Invitation) -> bool:
    found = Invitation.objects.open(datetime.now(UTC))
    return found.filter(pk=invitation.pk).exists()


def test_the_code_leads_to_the_password(
    on_firm: HostClient, invited: Invitation
) -> None:
    response = on_firm.post(PAGE, typed(invited))

    assert response.url == "/invitation/password/"
    assert b"tom@example.com" in on_firm.get(response.url).content
    assert not is_open(invited)


def test_the_code_may_be_typed_as_the_mail_shows_it(
    on_firm: HostClient, invited: Invitation
) -> None:
    grouped = f" {invited.code[:3]} {invited.code[3:]} "

    assert on_firm.post(PAGE, typed(invited, grouped)).status_code == 302


def test_the_mail_shows_the_code(invited: Invitation) -> None:
    mails.invitation(invited, key="1")

    grouped = f"{invited.code[:3]} {invited.code[3:]}"
    assert grouped in mail.outbox[0].body
    assert "/invitation/code/" in mail.outbox[0].body


def test_the_code_works_once(
    on_firm: HostClient, invited: Invitation, firm: Firm
) -> None:
    on_firm.post(PAGE, typed(invited))

    assert HostClient(firm.primary_host).post(PAGE, typed(invited)).status_code == 422


def test_the_link_and_the_code_are_one_chance(
    on_firm: HostClient, invited: Invitation, firm: Firm
) -> None:
    on_firm.post(f"/invitation/{invited.token}/")

    assert HostClient(firm.primary_host).post(PAGE, typed(invited)).status_code == 422


def test_the_same_words_for_a_wrong_code_and_an_unknown_address(
    on_firm: HostClient, invited: Invitation
) -> None:
    known = on_firm.post(PAGE, typed(invited, wrong(invited)))
    unknown = on_firm.post(PAGE, {"email": "x@example.com", "code": invited.code})

    assert (known.status_code, unknown.status_code) == (422, 422)
    assert known.context["form"].errors == unknown.context["form"].errors


def test_five_wrong_codes_burn_it_and_leave_the_link(
    on_firm: HostClient, invited: Invitation
) -> None:
    for _ in range(5):
        on_firm.post(PAGE, typed(invited, wrong(invited)))

    assert on_firm.post(PAGE, typed(invited)).status_code == 422
    assert on_firm.get(f"/invitation/{invited.token}/").status_code == 200
    failed = Entry.objects.filter(action="access.invitation_code_failed")
    assert [each.target_id for each in failed] == [invited.user.pk] * 5


def test_who_guesses_on_has_to_wait(on_firm: HostClient, invited: Invitation) -> None:
    for _ in range(8):
        response = on_firm.post(PAGE, typed(invited, wrong(invited)))
        assert response.status_code == 422

    assert on_firm.post(PAGE, typed(invited)).status_code == 429


def test_an_expired_code_is_refused(on_firm: HostClient, invited: Invitation) -> None:
    with time_machine.travel(invited.expires_at, tick=False):
        assert on_firm.post(PAGE, typed(invited)).status_code == 422


def test_a_newer_invitation_replaces_the_code(
    on_firm: HostClient, olivia: User, invited: Invitation
) -> None:
    invite_tom(by=olivia, at=datetime.now(UTC) + timedelta(seconds=1))

    assert on_firm.post(PAGE, typed(invited)).status_code == 422


def test_a_closed_account_has_no_code(on_firm: HostClient, invited: Invitation) -> None:
    User.objects.filter(pk=invited.user.pk).update(is_active=False)

    assert on_firm.post(PAGE, typed(invited)).status_code == 422


@pytest.mark.parametrize("code", ["12345", "1234567", "six", "", "١٢٣٤٥٦"])
def test_what_is_no_code_is_told_so(
    code: str, on_firm: HostClient, invited: Invitation
) -> None:
    response = on_firm.post(PAGE, {"email": "tom@example.com", "code": code})

    assert response.status_code == 422
    assert "code" in response.context["form"].errors


def test_the_code_of_one_firm_is_another_at_the_other(
    on_other_firm: HostClient, invited: Invitation
) -> None:
    assert on_other_firm.post(PAGE, typed(invited)).status_code == 422
    assert is_open(invited)


def test_codes_are_made_with_the_key_of_the_firm(firm: Firm, other_firm: Firm) -> None:
    with scope.scope(firm):
        code = invitation_codes.code_of(firm.pk)
        kept = invitation_codes.digest(firm.pk, "123456")
    with scope.scope(other_firm):
        assert invitation_codes.code_of(firm.pk) != code
        assert invitation_codes.digest(firm.pk, "123456") != kept
