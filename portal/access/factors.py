"""Which second factor a person is asked for."""

from __future__ import annotations

from typing import Any

from django_otp import devices_for_user
from django_otp.plugins.otp_static.models import StaticDevice
from two_factor.utils import USER_DEFAULT_DEVICE_ATTR_NAME

from tenants.accounts.models import User


def device_of(user: User) -> Any | None:
    """The confirmed device to ask for: recovery codes only where there is no other."""
    devices = sorted(
        devices_for_user(user, confirmed=True),
        key=lambda device: isinstance(device, StaticDevice),
    )
    return devices[0] if devices else None


def is_verified(user: User) -> bool:
    """Whether this request's person has proved the second factor in this session."""
    return getattr(user, "otp_device", None) is not None


def prepare(user: User) -> None:
    """Name the device to the sign-in flow of django-two-factor-auth.

    By itself it asks only for a device that is called "default", and lets a person
    whose device has another name in with the password alone.
    """
    if not hasattr(user, USER_DEFAULT_DEVICE_ATTR_NAME):
        setattr(user, USER_DEFAULT_DEVICE_ATTR_NAME, device_of(user))
