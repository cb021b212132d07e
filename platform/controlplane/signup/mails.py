"""The one mail of a sign-up."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from controlplane.signup import links
from controlplane.signup.models import SignUp
from tenants import mail
from tenants.links import platform_url


def confirmation(sign_up: SignUp, *, key: str) -> None:
    """The link that proves the e-mail address, in the language that was chosen."""
    path = reverse("signup:confirm", args=[links.token(sign_up.pk)])
    context = {
        "firm_name": sign_up.firm_name,
        "name": sign_up.owner_name,
        "address": sign_up.address,
        "url": platform_url(path),
        "expires": sign_up.expires_at,
    }
    with timezone.override(sign_up.time_zone):
        mail.send(
            "signup/mail/confirm",
            to=sign_up.email,
            language=sign_up.language,
            context=context,
            key=key,
        )
