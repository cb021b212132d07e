"""The operators of the demo, each with an authenticator whose secret is told."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from tenants.accounts.models import User
from tenants.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody who runs the platform."""

    name: str
    email: str
    role: Role


OPERATORS = (
    Operator("Jan Willems", "jan.willems@tablinum.example", Role.ADMIN),
    Operator("Lena Vos", "lena.vos@tablinum.example", Role.ADMIN),
    Operator("Sam Okafor", "sam.okafor@tablinum.example", Role.SUPPORT),
    Operator("Ada Lind", "ada.lind@tablinum.example", Role.AUDITOR),
)


@transaction.atomic
def settle(operator: Operator, *, password: str) -> str:
    """Make the account unless it is there; the secret of its authenticator in base32.

    In `public()`. Past the invitation on purpose: nobody reads the demo's mail for it.
    """
    user = User.objects.filter(email=operator.email).first()
    if user is None:
        user = User(
            email=operator.email, name=operator.name, role=operator.role, language="en"
        )
        user.set_password(password)
        user.save(force_insert=True)
    device, _is_new = TOTPDevice.objects.get_or_create(user=user, name="default")
    return base64.b32encode(device.bin_key).decode()
