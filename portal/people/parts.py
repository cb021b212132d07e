"""What other features show on a contact's page. Each one registers itself.

A feature gives what its template needs, and the template; it shows nothing when it has
nothing to say. Cases and documents today; invoices come to the same place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from portal.people.models import Contact
from tenants.accounts.models import User

ContactPart = Callable[[Contact, User], Mapping[str, Any]]

_parts: dict[ContactPart, str] = {}


def register(part: ContactPart, template: str = "") -> None:
    """Show `template` on the contact's page, in the order of the features, with what
    `part(contact, user)` adds to the context of the page."""
    _parts[part] = template


def context(contact: Contact, user: User) -> dict[str, Any]:
    """What the registered features show of this contact to this user."""
    found = {
        key: value for part in _parts for key, value in part(contact, user).items()
    }
    return {**found, "part_templates": [each for each in _parts.values() if each]}
