"""What an operator changes of his own way in."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from controlplane.frame import recovery
from tenants import audit
from tenants.accounts.models import User
from tenants.errors import DomainError

DEVICE, CODES = "default", "recovery codes"


@transaction.atomic
def set_up(
    user: User, *, secret: str, period: int, at: datetime
) -> tuple[TOTPDevice, list[str]]:
    """Switch the second factor on: the device, and recovery codes to be shown once.

    `secret` is hexadecimal. The code of `period` has been typed, and works no more.
    Raises DomainError when there is one already, set up in another tab.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if TOTPDevice.objects.filter(user=user).exists():
        raise DomainError(_("Your second factor is set up already. Sign in with it."))
    device = TOTPDevice.objects.create(
        user=user, name=DEVICE, key=secret, last_t=period
    )
    codes = _new_codes(user)
    audit.record("operator.second_factor_set_up", user, by=user, at=at)
    return device, codes


@transaction.atomic
def renew_codes(user: User, *, at: datetime) -> list[str]:
    """New recovery codes, to be shown once; the earlier ones stop working."""
    codes = _new_codes(user)
    audit.record("operator.recovery_codes_renewed", user, by=user, at=at)
    return codes


@transaction.atomic
def change_password(user: User, password: str, *, at: datetime) -> None:
    """Give oneself another password. Other sessions of the person end with it.

    Raises ValidationError when it does not meet the rules of the settings.
    """
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record("operator.password_changed", user, by=user, at=at)


def _new_codes(user: User) -> list[str]:
    device, _is_new = StaticDevice.objects.get_or_create(user=user, name=CODES)
    device.token_set.all().delete()
    codes = recovery.new_codes()
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=recovery.digest(code)) for code in codes
    )
    return codes
