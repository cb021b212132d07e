"""Ties the promise of a next update to the life of a case."""

from __future__ import annotations

from portal.cases import lifecycle
from portal.updates import promise_actions


def follow_cases() -> None:
    """Each open case has a promise from the moment of its opening."""
    lifecycle.register(
        lifecycle.Follower(
            opened=promise_actions.begin,
            closed=promise_actions.end,
            reopened=promise_actions.begin,
        )
    )
