"""When this session last proved who is there, for what must not rest on an open laptop.

A proof is a second factor, or the password of who has none.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import django_otp
from django.http import HttpRequest

from tenants.factors.models import Factor

KEY = "proved_at"
GOOD_FOR = timedelta(minutes=10)


def note(request: HttpRequest, *, at: datetime) -> None:
    """Somebody has just proved who he is."""
    request.session[KEY] = at.timestamp()


def give(request: HttpRequest, factor: Factor | None, *, at: datetime) -> None:
    """Let this session go on as proved, under a new key.

    `factor` is None where the password was asked for.
    """
    if factor is not None:
        django_otp.login(request, factor)
    request.session.cycle_key()
    note(request, at=at)


def is_fresh(request: HttpRequest, *, at: datetime) -> bool:
    """Whether that was lately. A time to come is none: a clock was set back."""
    age: float = at.timestamp() - request.session.get(KEY, 0)
    return 0 <= age <= GOOD_FOR.total_seconds()
