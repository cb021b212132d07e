"""An entry of the log as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from controlplane.frame import words
from controlplane.log.filters import FIRM
from tenants.accounts.models import User
from tenants.audit.models import Entry

OPERATOR = User._meta.label_lower
PAGES = {FIRM: "fleet:firm", OPERATOR: "team:detail"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Who did what to which thing, and why."""

    at: datetime
    who: str
    what: str
    about: str
    url: str
    reason: str
    more: str


def line_of(entry: Entry) -> Line:
    """The entry in words."""
    return Line(
        at=entry.at,
        who=entry.actor_name,
        what=words.action(entry.action),
        about=entry.target_name,
        url=_page_of(entry),
        reason=str(entry.details.get("reason", "")),
        more=", ".join(words.details(entry.details)),
    )


def _page_of(entry: Entry) -> str:
    """The page of the firm or the operator that it is about."""
    name = PAGES.get(entry.target_type)
    if name is None or entry.target_id is None:
        return ""
    try:
        return reverse(name, args=[entry.target_id])
    except NoReverseMatch:
        return ""
