"""How many certificates may be ordered, and how soon again. Plain rules, no database.

Let's Encrypt allows 50 certificates for one registered domain in 7 days, 300 new orders
of one account in 3 hours, and 5 failed validations of one host in an hour. We stop
before, so that a person can still do something by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

DOMAIN_WINDOW = timedelta(days=7)
WINDOW = timedelta(hours=3)
ONE_ORDER = timedelta(minutes=15)  # questions within this time belong to one order


@dataclass(frozen=True, kw_only=True)
class Limits:
    """New orders: for one registered domain in 7 days, and for all in 3 hours."""

    orders_per_domain: int = 40
    orders: int = 250


@dataclass(frozen=True, kw_only=True)
class Spent:
    """What was ordered in the two windows."""

    for_domain: int
    for_all: int


def refusal(spent: Spent, limits: Limits, registered_domain: str) -> str | None:
    """Why no order may be made now; None when one may."""
    if spent.for_domain >= limits.orders_per_domain:
        return f"{registered_domain} had {spent.for_domain} certificates in 7 days"
    if spent.for_all >= limits.orders:
        return f"{spent.for_all} certificates were ordered in 3 hours"
    return None


def is_under_way(ordered_at: datetime | None, now: datetime) -> bool:
    """Whether the order that was allowed last is still the same one."""
    return ordered_at is not None and now - ordered_at < ONE_ORDER
