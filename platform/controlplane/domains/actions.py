"""What operators do with a firm's address. In `public`."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tenants import audit
from tenants.accounts.models import User
from tenants.domains import claims
from tenants.domains.models import Claim


@transaction.atomic
def check(claim: Claim, *, by: User, at: datetime) -> None:
    """Have DNS asked again by a worker. Raises DomainError when the claim has ended."""
    claims.check(claim, at=at)
    audit.record("domain.check_requested", claim.firm, by=by, at=at, host=claim.host)


@transaction.atomic
def release(claim: Claim, *, by: User, at: datetime, reason: str) -> None:
    """Take the address away from its firm; the reason stands in the operators' log."""
    claims.release(claim, by=by, at=at)
    audit.record(
        "domain.taken_away", claim.firm, by=by, at=at, host=claim.host, reason=reason
    )
