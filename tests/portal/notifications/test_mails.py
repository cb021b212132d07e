"""The mail: in the reader's language, in the firm's name, and without content."""

from __future__ import annotations

import smtplib

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from pytest_django.fixtures import Settings

from portal.notifications import actions
from portal.notifications.models import Letter, Outcome
from portal.notifications.registry import Kind
from tenants.accounts.models import User
from tests.cast import Cast
from tests.factories import NO_PASSWORD, NOW, PartyFactory
from tests.portal.notifications.conftest import Wait
from tests.portal.notifications.kinds import NEWS, WORK

pytestmark = pytest.mark.usefixtures("inside")


def tell(cast: Cast, kind: Kind = NEWS) -> None:
    subject = cast.deed.pk if kind is NEWS else cast.sale.pk
    actions.tell(kind, subject=subject, place=cast.sale.pk, by=cast.laura, at=NOW)


@pytest.mark.parametrize("kind", [NEWS, WORK], ids=["client", "staff"])
def test_nothing_of_what_people_wrote_is_in_it(
    cast: Cast, wait: Wait, kind: Kind
) -> None:
    """Every text of this firm holds its mark, peeters: but for names and addresses, it
    must not be in a mail."""
    tell(cast, kind)
    wait()

    message = mail.outbox[0]
    reader = User.objects.get(email=message.to[0])
    html = str(message.alternatives[0].content)
    for text in (message.subject, message.body, html):
        bare = text.replace(reader.name, "").replace("peeters.", "")
        assert "peeters" not in bare
        for secret in (cast.sale.reference, "house", "deed", kind.name):
            assert secret not in bare


def test_it_is_in_the_readers_language(cast: Cast, wait: Wait) -> None:
    User.objects.filter(pk=cast.sofie.pk).update(language="nl")
    tell(cast)
    wait()

    assert mail.outbox[0].extra_headers["Content-Language"] == "nl"
    assert "There is news" not in mail.outbox[0].subject


def test_it_has_the_firms_name_and_address(cast: Cast, wait: Wait) -> None:
    tell(cast)
    wait()

    message = mail.outbox[0]
    assert message.subject == "There is news in your case with Peeters & Partners"
    assert message.from_email.startswith("Peeters & Partners <")
    assert "There is news in your case with Peeters & Partners." in message.body
    assert f"{settings.PUBLIC_SCHEME}://peeters." in message.body


@pytest.mark.parametrize("kind", [NEWS, WORK], ids=["client", "staff"])
def test_it_says_why_one_gets_it(cast: Cast, wait: Wait, kind: Kind) -> None:
    tell(cast, kind)
    wait()

    assert "You get this mail because" in mail.outbox[0].body
    assert "You get this mail because" in str(mail.outbox[0].alternatives[0].content)


def test_who_has_no_password_yet_is_told_how_to_get_one(cast: Cast, wait: Wait) -> None:
    User.objects.filter(pk=cast.sofie.pk).update(password=NO_PASSWORD)
    tell(cast)
    wait()

    assert "not chosen a password" in mail.outbox[0].body


class Failing(EmailBackend):
    """A mail server that refuses Sofie: for now, or for good."""

    code = 450

    def send_messages(self, messages: list[object]) -> int:
        to = messages[0].to[0]  # type: ignore[attr-defined]
        if to.startswith("sofie"):
            raise smtplib.SMTPRecipientsRefused({to: (Failing.code, b"")})
        return int(super().send_messages(messages))


@pytest.fixture
def failing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> type[Failing]:
    settings.EMAIL_BACKEND = f"{__name__}.Failing"
    monkeypatch.setattr(Failing, "code", 450)
    return Failing


def test_a_server_that_is_busy_is_tried_again(
    cast: Cast, wait: Wait, failing: type[Failing]
) -> None:
    tell(cast)
    assert wait() == []
    failing.code = 550  # decided meanwhile
    wait(minutes=1)

    assert Letter.objects.get().outcome == Outcome.REFUSED
    assert wait(days=2) == []


def test_one_reader_out_of_reach_holds_up_nobody_else(
    cast: Cast, wait: Wait, failing: type[Failing]
) -> None:
    PartyFactory(case=cast.sale, contact=cast.tom_contact)
    tell(cast)

    assert wait() == [cast.tom.email]
    assert wait(hours=1) == []


def test_a_letter_that_was_given_up_goes_with_the_next_news(
    cast: Cast, wait: Wait, failing: type[Failing], settings: Settings
) -> None:
    tell(cast)
    for _ in range(20):
        wait(hours=7)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert wait(days=1) == []
    tell(cast)

    assert wait() == [cast.sofie.email]
