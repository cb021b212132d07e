"""The mails about a changed address."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from portal.account.models import EmailChange
from tenants import mail
from tenants.links import firm_url


def confirm_email(change: EmailChange, *, key: str) -> None:
    """To the new address: is it yours?"""
    path = reverse(
        "account:email_confirmation", settings.FIRM_URLCONF, args=[change.confirm_token]
    )
    mail.send(
        "account/mail/confirm_email",
        to=change.new_email,
        language=change.user.language,
        context={
            "name": change.user.name,
            "url": firm_url(path),
            "until": change.confirm_until,
        },
        key=key,
    )


def email_changed(change: EmailChange, *, key: str) -> None:
    """To the old address: it was changed, and here is the way back."""
    path = reverse(
        "account:email_undo", settings.FIRM_URLCONF, args=[change.undo_token]
    )
    mail.send(
        "account/mail/email_changed",
        to=change.old_email,
        language=change.user.language,
        context={
            "name": change.user.name,
            "url": firm_url(path),
            "until": change.undo_until,
        },
        key=key,
    )
