"""Features that keep something for each case follow its life. Each registers itself.

They are called in the transaction of the opening or closing, when its row is saved: so
there is no open case without what they keep.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from portal.cases.models import Case
from tenants.accounts.models import User

Step = Callable[[Case, User, datetime], None]


@dataclass(frozen=True, kw_only=True)
class Follower:
    """What one feature does at each step."""

    opened: Step
    closed: Step
    reopened: Step


_followers: list[Follower] = []


def register(follower: Follower) -> None:
    """Add a feature; call it when the apps are ready."""
    if follower not in _followers:
        _followers.append(follower)


def opened(case: Case, *, by: User, at: datetime) -> None:
    """A new case is there, without its parties yet."""
    for each in _followers:
        each.opened(case, by, at)


def closed(case: Case, *, by: User, at: datetime) -> None:
    """The case was closed."""
    for each in _followers:
        each.closed(case, by, at)


def reopened(case: Case, *, by: User, at: datetime) -> None:
    """The case was opened again."""
    for each in _followers:
        each.reopened(case, by, at)
