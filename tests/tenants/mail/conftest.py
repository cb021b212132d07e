"""A mail server on loopback that keeps what it gets, and refuses some."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django.fixtures import Settings

TEMPLATES = Path(__file__).with_name("templates")


class Catcher:
    """Keeps messages; some receivers and subjects are answered with an error."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.receivers: list[str] = []
        self.refuse_data = ""

    async def handle_RCPT(  # noqa: N802  (the library's name)
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        _o: object,
    ) -> str:
        if address.startswith("nobody@"):
            return "550 5.1.1 No such person"
        if address.startswith("busy@"):
            return "450 4.2.1 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  (the library's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.refuse_data:
            return self.refuse_data
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.receivers += envelope.rcpt_tos
        return "250 OK"


class AnyPort(Controller):
    """Takes a port that is free, where the library wants to be told one."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@pytest.fixture
def catcher(settings: Settings) -> Iterator[Catcher]:
    """A real server; Django's real SMTP backend talks to it."""
    kept = Catcher()
    controller = AnyPort(kept, hostname="127.0.0.1", port=0)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    settings.EMAIL_TIMEOUT = 5
    yield kept
    controller.stop()


@pytest.fixture(autouse=True)
def _post(settings: Settings) -> None:
    """Templates of these tests, and the platform's address."""
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [TEMPLATES],
        }
    ]
    settings.DEFAULT_FROM_EMAIL = "Tablinum <no-reply@tablinum.example>"
    settings.MAIL_CONTEXT = ""
