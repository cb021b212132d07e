"""Mails to those who look for a client. They never say for whom."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from tenants import mail
from tenants.accounts.models import User
from tenants.links import firm_url


def delegation_given(to: User, *, key: str) -> None:
    """Tell somebody who signs in already that there is more to see."""
    mail.send(
        "people/mail/delegation",
        to=to.email,
        language=to.language,
        context={
            "name": to.name,
            "url": firm_url(reverse("portal:home", settings.FIRM_URLCONF)),
        },
        key=key,
    )
