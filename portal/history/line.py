"""An entry of the log as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.cases.models import Case
from portal.history import words
from portal.people.models import Contact
from tenants.audit.models import ActorKind, Entry

PAGES = {
    Case._meta.label_lower: "desk:cases:detail",
    Contact._meta.label_lower: "desk:people:detail",
}
OTHERS: dict[str, str | Promise] = {
    ActorKind.SUPPORT: gettext_lazy("Tablinum support"),
    ActorKind.TOKEN: gettext_lazy("API token"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Who did what to which thing, when and from where."""

    at: datetime
    who: str
    person: UUID | None
    kind: str
    what: str
    about: str
    url: str
    more: str
    address: str


def line_of(entry: Entry) -> Line:
    """The entry in words."""
    return Line(
        at=entry.at,
        who=who(entry),
        person=entry.actor_id,
        kind=str(OTHERS.get(entry.actor_kind, "")),
        what=words.action(entry.action),
        about=entry.target_name,
        url=_page_of(entry),
        more=" · ".join(words.details(entry.details)),
        address=entry.address or "",
    )


def who(entry: Entry) -> str:
    """Who did it. What a request asked for that nobody had signed in for is no work of
    ours, though it has no person."""
    if entry.actor_kind == ActorKind.SYSTEM and entry.address:
        return _("Somebody who was not signed in")
    return entry.actor_name


def _page_of(entry: Entry) -> str:
    """The page of the case or the contact that it is about."""
    name = PAGES.get(entry.target_type)
    if name is None or entry.target_id is None:
        return ""
    try:
        return reverse(name, args=[entry.target_id])
    except NoReverseMatch:
        return ""
