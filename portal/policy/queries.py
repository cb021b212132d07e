"""What can be asked of the policy."""

from __future__ import annotations

from portal.policy.models import Policy


def current() -> Policy:
    """The rules of the firm in force: one query. The defaults until it chose any."""
    return Policy.objects.first() or Policy()
