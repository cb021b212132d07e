"""What hangs on a contact: each feature registers what it keeps about one.

So people need not know of cases. A feature says how much there is, moves it when two
contacts become one, hands it out when the person asks what is held, and says what must
stay when the person asks for it to be erased.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

from portal.people.models import Contact
from tenants.accounts.models import User

Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """Why a contact must stay as it is; `until` is the last day, None for no end."""

    reason: str
    until: date | None = None


def _nothing(_contact: Contact, _user: User) -> list[Obstacle]:
    return []


@dataclass(frozen=True, kw_only=True)
class Belonging:
    """One kind of thing that hangs on a contact.

    `models` are those whose foreign keys to a contact it answers for. `move` gives what
    the first contact has to the second; what the second has already goes. `collect`
    gives what is held, in plain values under names that a person understands.
    """

    label: str | Promise
    models: tuple[type[Model], ...]
    count: Callable[[Contact], int]
    move: Callable[[Contact, Contact], None]
    collect: Callable[[Contact], Rows]
    obstacles: Callable[[Contact, User], list[Obstacle]] = _nothing


_known: dict[str, Belonging] = {}


def register(name: str, belonging: Belonging) -> None:
    """Add what a feature keeps; `name` is what an export calls it."""
    _known[name] = belonging


def known() -> Mapping[str, Belonging]:
    """All that is registered, by name."""
    return dict(_known)


def unknown(contact: Contact) -> list[str]:
    """The models with rows of this contact for which no feature answers.

    Nothing may be lost because a feature forgot to register: whoever takes a contact
    away asks first.
    """
    answered = {model for each in _known.values() for model in each.models}
    relations = [
        each
        for each in Contact._meta.related_objects
        if each.related_model not in answered
    ]
    return [
        relation.related_model._meta.label
        for relation in relations
        if relation.related_model._default_manager.filter(
            **{relation.field.name: contact}
        ).exists()
    ]
