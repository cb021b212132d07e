"""What owners are told about the log: who changed how long it is kept. No entries."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from portal.history import keeping
from tenants import links, mail
from tenants.accounts.models import User


def term_chosen(
    chosen_by: str,
    *,
    years: int,
    before: int,
    counts_from: datetime | None,
    to: User,
    key: str,
) -> None:
    """Somebody chose another term; `counts_from` is None when it counts at once."""
    _send(
        "history/mail/term_chosen",
        to=to,
        key=key,
        person=chosen_by,
        years=_length(years, to),
        before=_length(before, to),
        counts_from=counts_from,
    )


def term_withdrawn(withdrawn_by: str, *, years: int, to: User, key: str) -> None:
    """Somebody took a shorter term back; what was in force stays."""
    _send(
        "history/mail/term_withdrawn",
        to=to,
        key=key,
        person=withdrawn_by,
        years=_length(years, to),
    )


def _send(template: str, *, to: User, key: str, **context: object) -> None:
    path = reverse("desk:history:term", settings.FIRM_URLCONF)
    known = {"name": to.name, "url": links.firm_url(path), **context}
    mail.send(template, to=to.email, language=to.language, context=known, key=key)


def _length(years: int, to: User) -> str:
    with translation.override(to.language):
        return keeping.length(years)
