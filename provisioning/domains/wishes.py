"""What firms wish at their desks, done in `public`. Each may run twice.

A wish names the firm's own row; the claim with that key counts only when it is of the
same firm.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.utils import translation

from portal.addresses import hearing
from tenants import scope
from tenants.domains import claims
from tenants.domains.models import Claim
from tenants.errors import DomainError
from tenants.models import Firm


def claim(
    firm_id: UUID,
    key: UUID,
    host: str,
    *,
    becomes_primary: bool,
    language: str,
    at: datetime,
) -> None:
    """Claim a host; a refusal goes back to the desk, in the reader's language."""
    with scope.public():
        firm = Firm.objects.select_related("plan").get(pk=firm_id)
        if Claim.objects.filter(pk=key, firm=firm).exists():
            return
    try:
        with scope.public(), translation.override(language):
            claims.claim(
                firm, host, by=None, at=at, key=key, becomes_primary=becomes_primary
            )
    except DomainError as refusal:
        with scope.scope(firm):
            hearing.refused(key, refusal.message, at=at)


def check(firm_id: UUID, key: UUID, *, at: datetime) -> None:
    """Have DNS asked now."""
    with scope.public():
        if found := _open_claim(firm_id, key):
            claims.check(found, at=at)


def release(firm_id: UUID, key: UUID, *, at: datetime) -> None:
    """Give a host back."""
    with scope.public():
        if found := _open_claim(firm_id, key):
            claims.release(found, by=None, at=at)


def make_primary(firm_id: UUID, key: UUID, *, at: datetime) -> None:
    """Build links from this host, unless it is not live any more."""
    with scope.public(), suppress(DomainError):
        if found := _open_claim(firm_id, key):
            claims.make_primary(found, by=None, at=at)


def use_platform_address(firm_id: UUID, *, at: datetime) -> None:
    """Build links from the address under the platform's name."""
    with scope.public():
        claims.use_platform_address(Firm.objects.get(pk=firm_id), by=None, at=at)


def _open_claim(firm_id: UUID, key: UUID) -> Claim | None:
    return Claim.objects.open().filter(pk=key, firm_id=firm_id).first()
