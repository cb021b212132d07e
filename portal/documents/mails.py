"""Mails about documents. They say that there is news, never what it is."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from tenants import links, mail
from tenants.accounts.models import User


def news(*, case: UUID | None, to: User, key: str) -> None:
    """Tell a client that there is something to read in his case.

    The link leads there; without a case, because its page is closed to him, to all his
    documents.
    """
    name = "portal:cases:detail" if case else "portal:documents:list"
    path = reverse(name, args=[case] if case else [], urlconf=settings.FIRM_URLCONF)
    mail.send(
        "documents/mail/news",
        to=to.email,
        language=to.language,
        context={
            "name": to.name,
            "url": links.firm_url(path),
            "is_invited": not to.has_usable_password(),
        },
        key=key,
    )
