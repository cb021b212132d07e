"""The button on a contact's page."""

from __future__ import annotations

from typing import Any

from portal.access.permissions import Permission, allowed
from portal.people import parts
from portal.people.models import Contact
from tenants.accounts.models import User


def register() -> None:
    """Offer it to those who may."""
    parts.register(context)


def context(contact: Contact, user: User) -> dict[str, Any]:
    """Whether the templates show the button."""
    return {"may_view_as": allowed(user.role, Permission.CLIENT_VIEW_AS)}
