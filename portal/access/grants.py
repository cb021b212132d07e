"""The hour between redeeming an invitation and having a password.

The hour is over when the account has a password, is invited once more, or was closed
meanwhile: each of these changes what stands in the place of the password, to which the
grant is bound. So a browser that used a link up and did nothing yet cannot set another
password over the one that the person chose since.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from tenants.accounts.models import User

KEY = "password_grant"
VALID_FOR = timedelta(hours=1)


def give(request: HttpRequest, user: User, *, at: datetime) -> None:
    """Let this browser set the person's password. Whoever was signed in is out."""
    logout(request)
    request.session[KEY] = {
        "user": str(user.pk),
        "until": (at + VALID_FOR).timestamp(),
        "account": user.get_session_auth_hash(),
    }
    request.session.cycle_key()


def holder(request: HttpRequest, *, at: datetime) -> User | None:
    """Whose password this browser may set, None when nobody's."""
    grant = request.session.get(KEY)
    if grant is None or grant["until"] <= at.timestamp():
        return None
    user = User.objects.get_queryset().active().filter(pk=grant["user"]).first()
    return user if user and _is_unchanged(user, grant) else None


def give_back(request: HttpRequest) -> None:
    """The password is set: this browser may not do it again."""
    request.session.pop(KEY, None)


def _is_unchanged(user: User, grant: dict[str, Any]) -> bool:
    kept = str(grant.get("account", ""))
    return constant_time_compare(kept, user.get_session_auth_hash())
