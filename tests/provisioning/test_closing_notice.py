"""The owners are told that the firm is closed, by the platform's own mail."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from tenants import scope
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tests.provisioning import orders


@pytest.fixture(autouse=True)
def _mail_is_kept(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_the_owner_hears_the_day_and_how_to_stop_it(settings: Settings) -> None:
    settings.CONTACT_MAIL = "help@tablinum.example"
    firm = orders.closing()

    _deliver()

    (letter,) = mail.outbox
    assert letter.to == ["olivia@dumont.be"]
    assert str(_day(firm)) in str(letter.body)
    assert "help@tablinum.example" in str(letter.body)
    assert letter.from_email.startswith("Tablinum")


def test_a_firm_that_was_reopened_in_time_hears_nothing() -> None:
    orders.live("reopen", orders.closing())

    _deliver()

    assert mail.outbox == []


def test_the_mail_goes_out_once() -> None:
    orders.closing()

    _deliver()
    _deliver()

    assert len(mail.outbox) == 1


def _deliver() -> None:
    with scope.public():
        deliver_due()


def _day(firm: Firm) -> int:
    assert firm.erase_at is not None
    return firm.erase_at.astimezone(ZoneInfo(firm.time_zone)).day
