"""Which second factor a person is asked for."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from tenants.accounts.models import User
from tenants.factors.ceremony import Place
from tenants.factors.queries import Kept

PASSKEY, APP, CODE = "passkey", "token", "backup"


def is_verified(user: User) -> bool:
    """Whether this request's person has proved the second factor in this session."""
    return getattr(user, "otp_device", None) is not None


def place(request: HttpRequest) -> Place:
    """Where a passkey is made or proved: the host of this request.

    The host is one of the firm's verified ones, or no firm would have answered.
    """
    origin = f"{settings.PUBLIC_SCHEME}://{request.get_host()}"
    return Place(origin=origin, host=urlsplit(origin).hostname or "")


def ways(kept: Kept, *, host: str) -> tuple[str, ...]:
    """How the person may go on at this host, the easiest first.

    A recovery code always stands at the end, even when none is left: whoever has a
    factor is never let in without one.
    """
    if not kept:
        return ()
    found = []
    if kept.passkeys_at(host):
        found.append(PASSKEY)
    if kept.authenticator:
        found.append(APP)
    return (*found, CODE)
