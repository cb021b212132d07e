"""When this session last proved who is there, for what must not rest on an open laptop.

A proof is a second factor, or the password of who has none. What changes the second
factors themselves asks for the password besides (OWASP ASVS 5.0, 7.5.1).
"""

from __future__ import annotations

from datetime import datetime, timedelta

import django_otp
from django.http import HttpRequest

from tenants.factors.models import Factor

KEY, PASSWORD_KEY = "proved_at", "password_given_at"
GOOD_FOR = timedelta(minutes=10)


def note(request: HttpRequest, *, at: datetime) -> None:
    """Somebody has just proved who he is."""
    request.session[KEY] = at.timestamp()


def note_password(request: HttpRequest, *, at: datetime) -> None:
    """The password was given just now: a proof for who has no second factor."""
    request.session[PASSWORD_KEY] = at.timestamp()


def give(request: HttpRequest, factor: Factor | None, *, at: datetime) -> None:
    """Let this session go on as proved, under a new key.

    `factor` is None where the password was asked for, because there is none.
    """
    if factor is None:
        note_password(request, at=at)
    else:
        django_otp.login(request, factor)
    request.session.cycle_key()
    note(request, at=at)


def give_password(request: HttpRequest, *, at: datetime) -> None:
    """The password besides a second factor, which has to be fresh by itself."""
    request.session.cycle_key()
    note_password(request, at=at)


def is_fresh(request: HttpRequest, *, at: datetime) -> bool:
    """Whether somebody proved himself lately."""
    return _is_recent(request, KEY, at=at)


def has_password(request: HttpRequest, *, at: datetime) -> bool:
    """Whether the password was given lately."""
    return _is_recent(request, PASSWORD_KEY, at=at)


def _is_recent(request: HttpRequest, key: str, *, at: datetime) -> bool:
    """Whether that was lately. A time to come is none: a clock was set back."""
    age: float = at.timestamp() - request.session.get(key, 0)
    return 0 <= age <= GOOD_FOR.total_seconds()
