"""What other features show on a contact's page. Each one registers itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from portal.people.models import Contact
from tenants.accounts.models import User

ContactPart = Callable[[Contact, User], Mapping[str, Any]]

_parts: list[ContactPart] = []


def register(part: ContactPart) -> None:
    """Add what `part(contact, user)` returns to the context of the contact's page."""
    if part not in _parts:
        _parts.append(part)


def context(contact: Contact, user: User) -> dict[str, Any]:
    """What the registered features show of this contact to this user."""
    return {key: value for part in _parts for key, value in part(contact, user).items()}
