"""What can be asked of the policy."""

from __future__ import annotations

from django.db.models import QuerySet

from portal.policy.models import Policy


def current() -> Policy:
    """The rules of the firm in force: one query. The defaults until it chose any."""
    return Policy.objects.first() or Policy()


def hiding(section: str) -> QuerySet[Policy]:
    """The rules when they keep this section from clients: to be asked inside SQL."""
    return Policy.objects.filter(**{f"shows_{section}": False})


def closing() -> QuerySet[Policy]:
    """The rules when they close the whole portal to clients."""
    return Policy.objects.filter(is_portal_open=False)


def dividing() -> QuerySet[Policy]:
    """The rules when they show staff their own cases only."""
    return Policy.objects.filter(staff_see_all_cases=False)
