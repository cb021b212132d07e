from __future__ import annotations

import smtplib
import socket
from email.utils import parseaddr
from typing import Any

import pytest
from django.core.mail import BadHeaderError
from pytest_django.fixtures import Settings

from tenants import mail
from tenants.models import Firm
from tenants.scope import public, scope
from tests.tenants.mail.conftest import Catcher


def send(to: str = "sofie@example.be", **changed: Any) -> None:
    given: dict[str, Any] = {
        "language": "nl",
        "context": {"name": "Sofie", "url": "https://peeters.example/invitation/x/"},
        "key": "event 1",
    }
    mail.send("post/greeting", to=to, **(given | changed))


def test_a_mail_arrives_whole(catcher: Catcher, peeters: Firm) -> None:
    with scope(peeters):
        send()

    (message,) = catcher.messages
    assert catcher.receivers == ["sofie@example.be"]
    assert message["Subject"] == "Ja: Sofie Advocaten Peeters"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "nl"
    assert message["Date"]
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "https://peeters.example/invitation/x/" in text.get_content()
    assert html.get_content().startswith("<p lang=")


def test_the_sender_is_the_firm_at_the_platforms_address(
    catcher: Catcher, janssens: Firm, platform_key: None
) -> None:
    janssens.name = 'Janssens, "Ümit" & Partners'
    with scope(janssens):
        send()
    with public():
        send()

    senders = [parseaddr(str(message["From"])) for message in catcher.messages]
    assert senders == [
        ('Janssens, "Ümit" & Partners', "no-reply@tablinum.example"),
        ("Tablinum", "no-reply@tablinum.example"),
    ]


def test_a_repeat_is_recognised_and_nothing_else_is_taken_for_one(
    catcher: Catcher, peeters: Firm, janssens: Firm
) -> None:
    with scope(peeters):
        send()
        send()
        send(to="tom@example.be")
        send(key="event 2")
    with scope(janssens):
        send()

    ids = [message["Message-ID"] for message in catcher.messages]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 4
    assert ids[0].endswith("@tablinum.example>")


@pytest.mark.parametrize(
    "to",
    [
        *("", "sofie", "sofie@", "a@example.be, b@example.be", "Sofie <s@example.be>"),
        *("sofie@example.be\nBcc: eve@example.be", "sofie@example.be\r\n"),
    ],
)
def test_what_is_no_address_gets_no_mail(
    catcher: Catcher, peeters: Firm, to: str
) -> None:
    with scope(peeters), pytest.raises(mail.MailRefused):
        send(to=to)

    assert catcher.messages == []


def test_a_language_cannot_carry_a_header(catcher: Catcher, peeters: Firm) -> None:
    with scope(peeters), pytest.raises(BadHeaderError):
        send(language="nl\nBcc: eve@example.be")


def test_a_firms_name_cannot_carry_a_header(catcher: Catcher, peeters: Firm) -> None:
    peeters.name = "Peeters\r\nBcc: eve@example.be"
    with scope(peeters):
        send()

    assert catcher.receivers == ["sofie@example.be"]
    assert catcher.messages[0]["Bcc"] is None


def test_a_receiver_refused_for_good_is_told_apart(
    catcher: Catcher, peeters: Firm
) -> None:
    with scope(peeters), pytest.raises(mail.MailRefused, match="550") as refusal:
        send(to="nobody@example.be")

    assert "nobody" not in str(refusal.value)


def test_a_receiver_refused_for_now_is_tried_again(
    catcher: Catcher, peeters: Firm
) -> None:
    with scope(peeters), pytest.raises(smtplib.SMTPRecipientsRefused):
        send(to="busy@example.be")


def test_a_refused_mail_is_told_apart_from_a_postponed_one(
    catcher: Catcher, peeters: Firm
) -> None:
    catcher.refuse_data = "554 5.7.1 Refused by policy"
    with scope(peeters), pytest.raises(mail.MailRefused, match="554"):
        send()

    catcher.refuse_data = "451 4.3.0 Try again later"
    with scope(peeters), pytest.raises(smtplib.SMTPDataError):
        send()


def test_a_server_that_is_down_is_tried_again(
    catcher: Catcher, peeters: Firm, settings: Settings
) -> None:
    settings.EMAIL_PORT = 1

    with scope(peeters), pytest.raises(OSError, match="refused"):
        send()


def test_a_server_that_says_nothing_does_not_hold_the_worker(
    catcher: Catcher, peeters: Firm, settings: Settings
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_PORT = silent.getsockname()[1]
        settings.EMAIL_TIMEOUT = 0.2

        with (
            scope(peeters),
            pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"),
        ):
            send()
