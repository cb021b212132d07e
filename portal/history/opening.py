"""One line of "Who opened my file", in a client's words.

Staff are named: a client knows who works for him. Others who may see the case stay
unnamed, and so does every document that this client cannot see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from tenants.accounts.models import User
from tenants.accounts.roles import CLIENTS
from tenants.audit.models import ActorKind, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Who was shown what, when."""

    at: datetime
    who: str
    what: str
    is_own: bool


def opening_of(
    entry: Entry, *, user: User, roles: Mapping[UUID, str], titles: Mapping[UUID, str]
) -> Opening:
    """The entry in words."""
    return Opening(
        at=entry.at,
        who=_who(entry, user, roles),
        what=_what(entry, titles),
        is_own=entry.actor_id == user.pk,
    )


def _who(entry: Entry, user: User, roles: Mapping[UUID, str]) -> str:
    if entry.actor_kind == ActorKind.SUPPORT:
        return _("Tablinum support, let in by the firm")
    if entry.actor_id == user.pk:
        return _("You")
    if entry.actor_id is None or roles.get(entry.actor_id) in CLIENTS:
        return _("Somebody else who may see it")
    return entry.actor_name


def _what(entry: Entry, titles: Mapping[UUID, str]) -> str:
    if not entry.action.startswith("document."):
        return _("looked at it")
    title = titles.get(entry.target_id) if entry.target_id else None
    if title is None:
        return _("downloaded an internal document of the firm")
    return _("downloaded “%(title)s”") % {"title": title}
