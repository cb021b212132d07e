"""Whom to turn to when the portal itself does not let one in."""

from __future__ import annotations

from portal.ui.page import Contact
from tenants.accounts.models import User
from tenants.accounts.roles import Role


def owner() -> Contact | None:
    """The owner of the firm who has been there longest."""
    owners = User.objects.get_queryset().active().filter(role=Role.OWNER)
    found = owners.order_by("joined_at", "pk").first()
    return Contact(name=found.name, email=found.email) if found else None
