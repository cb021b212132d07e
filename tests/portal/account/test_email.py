"""Another address: asked for here, confirmed there, undone from the old one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from portal.account.models import EmailChange
from tenants import scope
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tests.conftest import HostClient
from tests.factories import ContactFactory, UserFactory
from tests.portal.access.conftest import PASSWORD

AsUser = Callable[..., HostClient]
NEW = "sofie.new@example.com"


@pytest.fixture
def asked(as_user: AsUser, sofie: User, firm: Firm) -> EmailChange:
    """Sofie has asked for NEW."""
    as_user(sofie).post("/account/email/", {"current": PASSWORD, "email": NEW})
    with scope.scope(firm):
        return EmailChange.objects.get(user=sofie)


def confirm(change: EmailChange, browser: HostClient, firm: Firm) -> int:
    with scope.scope(firm):
        token = change.confirm_token
    return int(browser.post(f"/account/email/{token}/").status_code)


def undo(change: EmailChange, browser: HostClient, firm: Firm) -> int:
    with scope.scope(firm):
        token = change.undo_token
    return int(browser.post(f"/account/email/undo/{token}/").status_code)


def address(user: User, firm: Firm) -> str:
    with scope.scope(firm):
        return User.objects.get(pk=user.pk).email


def test_asking_changes_nothing_yet_and_the_new_address_gets_a_link(
    asked: EmailChange, sofie: User, firm: Firm
) -> None:
    with scope.scope(firm):
        deliver_due()
        token = asked.confirm_token

    assert address(sofie, firm) == sofie.email
    (sent,) = mail.outbox
    assert sent.to == [NEW]
    assert f"/account/email/{token}/" in sent.body


def test_only_the_button_confirms(
    asked: EmailChange, on_firm: HostClient, sofie: User, firm: Firm
) -> None:
    with scope.scope(firm):
        path = f"/account/email/{asked.confirm_token}/"

    assert on_firm.get(path).status_code == 200
    assert address(sofie, firm) == sofie.email
    assert on_firm.post(path).status_code == 200
    assert address(sofie, firm) == NEW
    assert on_firm.post(path).status_code == 410


def test_the_old_address_is_told_and_the_contact_follows(
    asked: EmailChange, on_firm: HostClient, sofie: User, firm: Firm
) -> None:
    with scope.scope(firm):
        contact = ContactFactory(user=sofie, email=sofie.email)
        deliver_due()
    mail.outbox.clear()

    confirm(asked, on_firm, firm)
    with scope.scope(firm):
        deliver_due()
        contact.refresh_from_db()

    (sent,) = mail.outbox
    assert sent.to == [sofie.email]
    assert "/account/email/undo/" in sent.body
    assert contact.email == NEW


def test_undoing_restores_the_address_and_ends_every_session(
    asked: EmailChange, as_user: AsUser, on_firm: HostClient, sofie: User, firm: Firm
) -> None:
    thief = as_user(sofie)
    confirm(asked, on_firm, firm)

    assert undo(asked, on_firm, firm) == 200

    assert address(sofie, firm) == sofie.email
    assert thief.get("/account/").status_code == 302
    assert undo(asked, on_firm, firm) == 410


def test_undoing_the_first_of_two_changes_ends_the_second(
    asked: EmailChange, as_user: AsUser, on_firm: HostClient, sofie: User, firm: Firm
) -> None:
    confirm(asked, on_firm, firm)
    sent = {"current": PASSWORD, "email": "thief@example.com"}
    as_user(sofie).post("/account/email/", sent)
    with scope.scope(firm):
        second = EmailChange.objects.get(new_email="thief@example.com")
    confirm(second, on_firm, firm)

    undo(asked, on_firm, firm)

    assert address(sofie, firm) == sofie.email
    assert undo(second, on_firm, firm) == 410
    assert address(sofie, firm) == sofie.email


@pytest.mark.parametrize(("hours", "status"), [(23, 200), (25, 410)])
def test_the_new_address_has_a_day(
    asked: EmailChange, on_firm: HostClient, firm: Firm, hours: int, status: int
) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False):
        assert confirm(asked, on_firm, firm) == status


@pytest.mark.parametrize(("days", "status"), [(6, 200), (8, 410)])
def test_the_old_address_has_a_week(
    asked: EmailChange, on_firm: HostClient, firm: Firm, days: int, status: int
) -> None:
    confirm(asked, on_firm, firm)

    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        assert undo(asked, on_firm, firm) == status


def test_nothing_can_be_undone_before_it_was_done(
    asked: EmailChange, on_firm: HostClient, firm: Firm
) -> None:
    assert undo(asked, on_firm, firm) == 410


def test_a_second_wish_takes_the_place_of_the_first(
    asked: EmailChange, as_user: AsUser, on_firm: HostClient, sofie: User, firm: Firm
) -> None:
    sent = {"current": PASSWORD, "email": "other@example.com"}
    as_user(sofie).post("/account/email/", sent)

    assert confirm(asked, on_firm, firm) == 410


def test_nobody_learns_who_has_an_address(
    as_user: AsUser, sofie: User, on_firm: HostClient, firm: Firm
) -> None:
    with scope.scope(firm):
        UserFactory(email="taken@example.com")
    answers = {}

    for email in ("taken@example.com", "free@example.com"):
        sent = {"current": PASSWORD, "email": email}
        answers[email] = as_user(sofie).post("/account/email/", sent, follow=True)
        with scope.scope(firm):
            deliver_due()

    words = [
        each.content.decode().count("Look into your new mailbox")
        for each in answers.values()
    ]
    assert words == [1, 1]
    assert [each.to for each in mail.outbox] == [["free@example.com"]]


def test_an_address_that_was_taken_meanwhile_is_not_given(
    asked: EmailChange, on_firm: HostClient, sofie: User, firm: Firm
) -> None:
    with scope.scope(firm):
        UserFactory(email=NEW)

    assert confirm(asked, on_firm, firm) == 410
    assert address(sofie, firm) == sofie.email
    with scope.scope(firm):
        asked.refresh_from_db()
        assert asked.confirmed_at is None


@pytest.mark.parametrize(
    "sent",
    [
        {"current": "wrong", "email": NEW},
        {"current": PASSWORD, "email": "no address"},
        {"current": PASSWORD, "email": "S@Example.com"},
        {"email": NEW},
    ],
)
def test_what_is_wrong_asks_nobody(
    as_user: AsUser, sofie: User, firm: Firm, sent: dict[str, str]
) -> None:
    answer = as_user(sofie).post("/account/email/", sent)

    assert answer.status_code == 422
    with scope.scope(firm):
        assert not EmailChange.objects.exists()


def test_all_of_it_is_written_down(
    asked: EmailChange, on_firm: HostClient, firm: Firm
) -> None:
    confirm(asked, on_firm, firm)
    undo(asked, on_firm, firm)

    with scope.scope(firm):
        actions = set(Entry.objects.values_list("action", flat=True))
    assert {
        "account.email_asked",
        "account.email_changed",
        "account.email_restored",
    } <= actions
