"""How much of its plan the firm uses, for its own people."""

from __future__ import annotations

from dataclasses import dataclass

from portal.addresses.models import Address
from portal.documents import storing
from tenants import limits
from tenants.accounts.models import User


@dataclass(frozen=True, slots=True)
class Share:
    """How much of one thing is used. A limit of None is none."""

    used: int
    limit: int | None

    @property
    def is_full(self) -> bool:
        """Whether nothing more fits."""
        return self.limit is not None and self.used >= self.limit


def staff() -> Share:
    """The firm's people who may sign in."""
    plan = limits.plan()
    return Share(
        User.objects.staff().active().count(), plan.staff_limit if plan else None
    )


def addresses() -> Share:
    """The firm's own addresses, the one under the platform's name not counted."""
    plan = limits.plan()
    return Share(
        Address.objects.open().count(),
        plan.domain_limit if plan else None,
    )


def storage() -> Share:
    """The documents' bytes."""
    plan = limits.plan()
    return Share(
        storing.taken(),
        plan.storage_limit_bytes if plan else None,
    )
