"""The mails about getting in."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from portal.access.models import Invitation, OneTimeLink, Purpose
from tenants import mail
from tenants.accounts.models import User
from tenants.links import firm_url

FIRM = settings.FIRM_URLCONF
VIEWS = {
    Purpose.PASSWORD: "access:new_password",
    Purpose.SIGN_IN: "access:mailed_link",
}


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


def one_time_link(link: OneTimeLink, *, key: str) -> None:
    """The link that somebody asked for who does not get in. Raises without a user."""
    user = link.user
    if user is None:
        raise ValueError("A link for nobody has no receiver.")
    view = VIEWS[Purpose(link.purpose)]
    context = {
        "name": user.name,
        "url": firm_url(reverse(view, FIRM, args=[link.token])),
        "expires": link.expires_at,
    }
    if link.purpose == Purpose.SIGN_IN:
        context["code"] = f"{link.code[:3]} {link.code[3:]}"
    mail.send(
        f"access/mail/{link.purpose}_link",
        to=user.email,
        language=user.language,
        context=context,
        key=key,
    )


def password_changed(user: User, *, key: str) -> None:
    """That there is a new password, with the way back if it was somebody else."""
    mail.send(
        "access/mail/password_changed",
        to=user.email,
        language=user.language,
        context={
            "name": user.name,
            "url": firm_url(reverse("access:forgotten", FIRM)),
        },
        key=key,
    )
