"""People on the first pages: for whom a delegate looks, and who has not come yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from portal.access.gate import PortalRequest
from portal.access.permissions import Permission, allowed
from portal.home.parts import Column, DeskPanel, PortalPanel, register
from portal.people import queries
from portal.people.models import Contact

SHOWN = 5


def register_panels() -> None:
    """Show them."""
    register(
        PortalPanel(
            template="people/_represented.html",
            context=represented,
            order=10,
            column=Column.TOP,
        )
    )
    register(
        DeskPanel(
            template="people/_open_invitations.html",
            context=invitations,
            order=50,
            column=Column.SIDE,
        )
    )


def represented(request: PortalRequest) -> Mapping[str, Any] | None:
    """For whom this account looks, when it does for somebody."""
    found = queries.represented_by(request.user)
    return {"delegations": found} if found else None


def invitations(request: PortalRequest) -> Mapping[str, Any] | None:
    """Who was invited and has not come."""
    if not allowed(request.user.role, Permission.CONTACT_VIEW):
        return None
    found = queries.open_invitations(at=timezone.now(), limit=SHOWN)
    return {"invitations": found} if found or Contact.objects.exists() else None
