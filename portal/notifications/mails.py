"""The mail of a letter. It says that there is news, never what it is."""

from __future__ import annotations

from portal.notifications.models import Letter
from tenants import links, mail


def news(letter: Letter, *, path: str) -> None:
    """Send its reader there. A repeat of the same letter has the same Message-ID."""
    reader = letter.recipient
    mail.send(
        letter.template,
        to=reader.email,
        language=reader.language,
        context={
            "name": reader.name,
            "url": links.firm_url(path),
            "is_invited": not reader.has_usable_password(),
        },
        key=str(letter.pk),
    )
