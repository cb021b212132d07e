"""The one mail to an operator."""

from __future__ import annotations

from django.utils import timezone

from controlplane.team import links
from controlplane.team.models import Invitation
from tenants import mail


def invitation(invited: Invitation, *, key: str) -> None:
    """The link to set a password with, in the operator's language."""
    user = invited.user
    context = {
        "name": user.name,
        "inviter": invited.created_by.name if invited.created_by else "",
        "url": links.url(invited),
        "expires": invited.expires_at,
    }
    with timezone.override(user.time_zone):
        mail.send(
            "team/mail/invitation",
            to=user.email,
            language=user.language,
            context=context,
            key=key,
        )
