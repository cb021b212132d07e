"""The operators of the demo, each with an authenticator whose secret is told."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.factors import actions, queries, secret

NEVER = -1  # no code was used yet


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
    device = queries.of(user).authenticator or actions.set_up_authenticator(
        user, secret.new(), period=NEVER, at=timezone.now()
    )
    return device.secret.text
