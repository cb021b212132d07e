"""Mails about the firm's exports. They hold a link and no data."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from portal.subscription.models import Export
from tenants import links, mail
from tenants.accounts.models import User


def export_ready(export: Export, *, to: User, key: str) -> None:
    """Tell an owner that the copy can be downloaded, and until when."""
    path = reverse("desk:subscription:data", urlconf=settings.FIRM_URLCONF)
    mail.send(
        "subscription/mail/export_ready",
        to=to.email,
        language=to.language,
        context={
            "name": to.name,
            "url": links.firm_url(path),
            "until": export.expires_at,
        },
        key=key,
    )
