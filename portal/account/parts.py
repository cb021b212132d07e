"""What other features show on the account page: one section each, with one way on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from tenants.accounts.models import User

Text = str | Promise


@dataclass(frozen=True, kw_only=True)
class AccountPart:
    """A section: what it is, one sentence, and the page that it leads to."""

    name: str  # of its heading, for programs
    title: Text
    text: Text
    action: Text
    url_name: str
    icon: str
    is_for: Callable[[User], bool]


_parts: list[AccountPart] = []


def register(part: AccountPart) -> None:
    """Add a section to the account page; call it when the apps are ready."""
    if part not in _parts:
        _parts.append(part)


def shown_to(user: User) -> list[AccountPart]:
    """The sections for this person."""
    return [part for part in _parts if part.is_for(user)]
