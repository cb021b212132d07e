"""Whether a section of the portal holds anything for somebody, against the rule."""

from __future__ import annotations

from portal.cases.models import Case
from portal.people.days import today
from portal.people.models import Delegation
from portal.policy.models import Section
from portal.security import sections
from tenants.accounts.models import User


def register() -> None:
    """Answer where the firm's own rule does not."""
    sections.register(reads)


def reads(user: User, section: Section, is_shown: bool) -> bool:  # noqa: FBT001  (a hook)
    """By a delegation, when the firm shows the section; else by a case's own word."""
    delegations = Delegation.objects.in_force(today()).filter(user=user)
    if is_shown and delegations.seeing(section).exists():
        return True
    return Case.objects.open_to(user, section).exists()
