"""Many firms, as rows of `public` only: no schema, no role, no file. Always the same.

One firm in forty has something wrong with it; which one it is tells its number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tenants.accounts.models import User
from tenants.models import Firm
from tenants.rollouts.models import Rollout
from tests.controlplane.crowd import addresses, backups, news, offices, rollouts, runs


@dataclass(frozen=True)
class Crowd:
    """What was made."""

    firms: list[Firm]
    rollout: Rollout


def make(count: int, *, at: datetime, operator: User | None = None) -> Crowd:
    """Make so many firms, with all that operators' pages show. In `public`."""
    firms = offices.make(count, at)
    addresses.make(firms, at)
    runs.make(firms, at, operator)
    backups.make(firms, at)
    news.make(firms, at, operator)
    return Crowd(firms, rollouts.make(firms, at))


def found() -> Crowd:
    """The crowd that another process made."""
    firms = list(
        Firm.objects.filter(schema_name__startswith="t_crowd").order_by("slug")
    )
    return Crowd(firms, Rollout.objects.latest("started_at"))
