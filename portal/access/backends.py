"""Signing in with e-mail address and password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from portal.access import lockout
from tenants.accounts.models import User
from tenants.accounts.roles import GUESTS

BACKEND = "portal.access.backends.PasswordBackend"


class PasswordBackend(BaseBackend):
    """Knows accounts by address and password, and nothing of permissions.

    A wrong password, an unknown address, an account without a password, one that was
    closed and one that has to wait cost the same time: each hashes once, and asks the
    same of the database.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The person with this address and password, when the account is active."""
        if username is None or password is None:
            return None
        user = self._with_password(username, password)
        if lockout.waits_until(username, at=timezone.now()) is not None:
            raise PermissionDenied  # Django then asks no other backend either
        return user

    def _with_password(self, username: str, password: str) -> User | None:
        try:
            user = User.objects.get_by_natural_key(username)
        except User.DoesNotExist:
            User().set_password(password)
            return None
        is_right = user.check_password(password)
        return user if is_right and user.is_active and not user.is_guest else None

    def get_user(self, user_id: Any) -> User | None:
        """The active person of a session. Guests have a backend of their own."""
        people = User.objects.get_queryset().active().exclude(role__in=GUESTS)
        return people.filter(pk=user_id).first()
