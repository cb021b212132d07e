"""The mails about getting in."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from portal.access.models import Invitation
from tenants import mail
from tenants.links import firm_url


def invitation(invited: Invitation, *, key: str) -> None:
    """The link to set a password with, in the person's language."""
    user = invited.user
    path = reverse("access:invitation", settings.FIRM_URLCONF, args=[invited.token])
    mail.send(
        "access/mail/invitation",
        to=user.email,
        language=user.language,
        context={
            "name": user.name,
            "url": firm_url(path),
            "expires": invited.expires_at,
            "is_staff": user.is_staff,
        },
        key=key,
    )
