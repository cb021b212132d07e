"""The mails about getting in."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from portal.access.models import Invitation
from tenants import mail
from tenants.links import firm_url

FIRM = settings.FIRM_URLCONF


def invitation(invited: Invitation, *, key: str) -> None:
    """The link to set a password with, in the person's language."""
    user = invited.user
    path = reverse("access:invitation", FIRM, args=[invited.token])
    mail.send(
        "access/mail/invitation",
        to=user.email,
        language=user.language,
        context={
            "name": user.name,
            "url": firm_url(path),
            "code": f"{invited.code[:3]} {invited.code[3:]}",
            "code_url": firm_url(reverse("access:invitation_code", FIRM)),
            "expires": invited.expires_at,
            "is_staff": user.is_staff,
        },
        key=key,
    )
