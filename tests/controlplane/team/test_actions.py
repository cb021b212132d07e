"""Changes of the team: by whom, to whom, and what is left of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from controlplane.team import actions
from controlplane.team.models import VALIDITY, Invitation
from portal.access.problems import (
    InvitationExpired,
    InvitationUnknown,
    InvitationUsed,
)
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.outbox.delivering import deliver_due
from tests.controlplane.team.conftest import factors_of
from tests.factories import NOW

ADA = {
    "email": "Ada@Tablinum.example",
    "name": "Ada Lind",
    "role": Role.AUDITOR,
    "language": "en",
}
WHY = {"at": NOW, "reason": "She moved to another team"}


def last(action: str) -> Entry:
    return Entry.objects.get(action=action)


def test_an_invited_operator_has_no_password_and_a_link(jan: User) -> None:
    invitation = actions.invite(**ADA, by=jan, at=NOW)

    ada = User.objects.get(email="ada@tablinum.example")
    assert (ada.role, ada.has_usable_password()) == (Role.AUDITOR, False)
    assert (invitation.user, invitation.expires_at) == (ada, NOW + VALIDITY)
    assert bytes(invitation.token_digest) != invitation.token.encode()
    entry = last("operator.invited")
    assert (entry.actor_id, entry.details) == (jan.pk, {"role": "auditor"})


def test_an_address_has_one_account(jan: User, sam: User) -> None:
    with pytest.raises(DomainError, match="already"):
        actions.invite(**{**ADA, "email": sam.email.upper()}, by=jan, at=NOW)

    assert not Invitation.objects.exists()


def test_a_link_works_once(jan: User) -> None:
    token = actions.invite(**ADA, by=jan, at=NOW).token

    assert actions.redeem(token, at=NOW).name == "Ada Lind"
    with pytest.raises(InvitationUsed):
        actions.redeem(token, at=NOW)


def test_a_link_works_for_seven_days(jan: User) -> None:
    token = actions.invite(**ADA, by=jan, at=NOW).token

    with pytest.raises(InvitationExpired):
        actions.redeem(token, at=NOW + timedelta(days=7))


def test_a_newer_link_takes_the_older_ones_place(jan: User) -> None:
    first = actions.invite(**ADA, by=jan, at=NOW)
    actions.renew_access(first.user, is_factor_lost=False, by=jan, **WHY)

    with pytest.raises(InvitationUnknown):
        actions.redeem(first.token, at=NOW)


def test_a_role_is_changed_with_a_reason(jan: User, sam: User) -> None:
    actions.change_role(sam, Role.AUDITOR, by=jan, **WHY)

    sam.refresh_from_db()
    assert sam.role == Role.AUDITOR
    assert last("operator.role_changed").details == {
        "before": "support",
        "role": "auditor",
        "reason": "She moved to another team",
    }


def test_a_new_link_ends_the_password_and_keeps_the_factor(
    jan: User, sam: User
) -> None:
    actions.renew_access(sam, is_factor_lost=False, by=jan, **WHY)

    sam.refresh_from_db()
    assert not sam.has_usable_password()
    assert factors_of(sam) == 1


def test_a_lost_phone_is_removed_together_with_the_password(
    jan: User, sam: User
) -> None:
    actions.renew_access(sam, is_factor_lost=True, by=jan, **WHY)

    sam.refresh_from_db()
    assert not sam.has_usable_password()
    assert factors_of(sam) == 0
    assert last("operator.factor_removed").details["reason"] == WHY["reason"]


def test_a_closed_account_has_nothing_left(jan: User, sam: User) -> None:
    token = actions.renew_access(sam, is_factor_lost=False, by=jan, **WHY).token

    actions.close(sam, by=jan, **WHY)

    sam.refresh_from_db()
    assert (sam.is_active, sam.has_usable_password()) == (False, False)
    assert factors_of(sam) == 0
    with pytest.raises(InvitationUnknown):
        actions.redeem(token, at=NOW)


def test_an_opened_account_begins_anew(jan: User, sam: User) -> None:
    actions.close(sam, by=jan, **WHY)

    token = actions.reopen(sam, by=jan, **WHY).token

    assert actions.redeem(token, at=NOW) == sam
    with pytest.raises(DomainError, match="open already"):
        actions.reopen(sam, by=jan, **WHY)


@pytest.mark.parametrize("action", ["close", "role", "link"])
def test_nobody_changes_himself(jan: User, lena: User, action: str) -> None:
    acts = {
        "close": lambda: actions.close(jan, by=jan, **WHY),
        "role": lambda: actions.change_role(jan, Role.AUDITOR, by=jan, **WHY),
        "link": lambda: actions.renew_access(jan, is_factor_lost=True, by=jan, **WHY),
    }

    with pytest.raises(DomainError, match="your own account"):
        acts[action]()

    jan.refresh_from_db()
    assert (jan.role, jan.is_active, factors_of(jan)) == (Role.ADMIN, True, 1)


@pytest.mark.parametrize("fate", ["closed", "lowered"])
def test_who_is_no_administrator_any_more_changes_nothing(
    jan: User, lena: User, fate: str
) -> None:
    if fate == "closed":
        actions.close(jan, by=lena, **WHY)
    else:
        actions.change_role(jan, Role.SUPPORT, by=lena, **WHY)

    with pytest.raises(DomainError, match="not an administrator"):
        actions.close(lena, by=jan, **WHY)


def test_the_mail_carries_the_link(jan: User) -> None:
    invitation = actions.invite(**ADA, by=jan, at=timezone.now())
    before = len(mail.outbox)

    deliver_due()

    [sent] = mail.outbox[before:]
    assert sent.to == ["ada@tablinum.example"]
    assert f"/operate/invitation/{invitation.token}/" in sent.body


def test_no_mail_follows_a_withdrawn_link(jan: User) -> None:
    ada = actions.invite(**ADA, by=jan, at=timezone.now()).user
    actions.close(ada, by=jan, at=timezone.now(), reason="A mistake")
    before = len(mail.outbox)

    deliver_due()

    assert mail.outbox[before:] == []
