"""The secret of a sign-up's link, which the database knows by its digest only."""

from __future__ import annotations

from uuid import UUID

from tenants import crypto


def token(sign_up: UUID) -> str:
    """The secret for this sign-up, the same each time; asked for in `public()`."""
    return crypto.token("signup", str(sign_up))
