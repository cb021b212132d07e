"""Who is a guest at this moment: asked at every request, in one place.

A guest's session names this backend, and no other one knows guests. So a visit that was
ended, or whose time is up, ends with the next request, whatever the session says.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest
from django.utils import timezone

from portal.support.models import SupportAccess
from tenants.accounts.models import User

BACKEND = "portal.support.guests.GuestBackend"


class GuestBackend(BaseBackend):
    """Knows guests by their visit; nobody signs in by it."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """There is no password, no code: the one way in is a pass."""

    def get_user(self, user_id: Any) -> User | None:
        """The guest of a session, with the visit, while the visit is in force."""
        visits = SupportAccess.objects.in_force(timezone.now())
        found = (
            visits.select_related("guest")
            .filter(guest=user_id, guest__is_active=True)
            .first()
        )
        return found.guest if found else None
