"""One mail to one person, over SMTP. Only the outbox's consumers call it."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email

from tenants import crypto
from tenants.mail.rendering import render, sender_name

PERMANENT = 500


class MailRefused(Exception):  # noqa: N818  (reads as what happened)
    """The receiver's server will never take this mail; repeating it is of no use."""


def send(
    template: str, *, to: str, language: str, context: Mapping[str, Any], key: str
) -> None:
    """Render a mail and hand it to the mail server.

    `key` names the occasion (an event's id): a repeat carries the same Message-ID, by
    which mail programs recognise it. Raises MailRefused when the receiver is refused
    for good, and lets everything else through (an OSError) for the outbox
    to try again.
    """
    _check_receiver(to)
    words = render(template, language=language, context=context)
    message = EmailMultiAlternatives(
        subject=words.subject,
        body=words.text,
        from_email=_from(),
        to=[to],
        headers={
            "Message-ID": _message_id(template, to, key),
            "Auto-Submitted": "auto-generated",
            "Content-Language": language,
        },
    )
    message.attach_alternative(words.html, "text/html")
    _deliver(message)


def _check_receiver(to: str) -> None:
    try:
        validate_email(to)
    except ValidationError:
        raise MailRefused("The receiver is not an e-mail address.") from None


def _from() -> str:
    """The firm's name before the platform's address, which SPF and DKIM speak for."""
    platform, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    name = sender_name() or platform
    return formataddr((" ".join(name.split()), address))


def _message_id(template: str, to: str, key: str) -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{crypto.token('mail', chr(10).join((template, to, key)))}@{domain}>"


def _deliver(message: EmailMultiAlternatives) -> None:
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _reason in refusal.recipients.values()]
        if min(codes) < PERMANENT:
            raise
        raise MailRefused(f"The receiver was refused ({codes[0]}).") from None
    except smtplib.SMTPDataError as refusal:
        if refusal.smtp_code < PERMANENT:
            raise
        raise MailRefused(f"The mail was refused ({refusal.smtp_code}).") from None
