"""How an operator gets in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tenants.accounts.models import User


@dataclass(frozen=True, slots=True)
class Factor:
    """A second factor: since when, last used when, and how many codes are left."""

    since: datetime | None
    last_used: datetime | None
    codes_left: int


def factor_of(user: User) -> Factor | None:
    """The second factor of this operator, None when there is none yet."""
    device = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    if device is None:
        return None
    left = StaticToken.objects.filter(device__user=user).count()
    return Factor(device.created_at, device.last_used_at, left)
