"""The hour between redeeming an invitation and having a password."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth import logout
from django.http import HttpRequest

from tenants.accounts.models import User

KEY = "password_grant"
VALID_FOR = timedelta(hours=1)


def give(request: HttpRequest, user: User, *, at: datetime) -> None:
    """Let this browser set the person's password. Whoever was signed in is out."""
    logout(request)
    request.session[KEY] = {
        "user": str(user.pk),
        "until": (at + VALID_FOR).timestamp(),
    }
    request.session.cycle_key()


def holder(request: HttpRequest, *, at: datetime) -> User | None:
    """Whose password this browser may set, None when nobody's."""
    grant = request.session.get(KEY)
    if grant is None or grant["until"] <= at.timestamp():
        return None
    return User.objects.get_queryset().active().filter(pk=grant["user"]).first()


def give_back(request: HttpRequest) -> None:
    """The password is set: this browser may not do it again."""
    request.session.pop(KEY, None)
