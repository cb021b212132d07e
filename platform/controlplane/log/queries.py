"""Reads of the operators' log."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from controlplane.log.filters import Filters
from tenants.accounts.models import User
from tenants.accounts.roles import OPERATORS
from tenants.audit.models import Entry
from tenants.models import Firm


def entries(filters: Filters) -> QuerySet[Entry]:
    """What is asked for, newest first."""
    return filters.apply(Entry.objects.all()).order_by("-at", "-id")


def actors() -> list[tuple[UUID, str]]:
    """All who are or were operators: accounts are closed, never deleted."""
    operators = User.objects.filter(role__in=OPERATORS).order_by("name")
    return list(operators.values_list("pk", "name"))


def actions() -> list[str]:
    """The actions that stand in the log, by jumping from one to the next in the index:
    DISTINCT would read the whole log."""
    steps = Entry.objects.raw(_JUMPS)
    return [each.action for each in steps]


def firm_name(key: UUID) -> str:
    """The name of the firm that the log is narrowed to; "" when there is none."""
    return Firm.objects.filter(pk=key).values_list("name", flat=True).first() or ""


_JUMPS = """
WITH RECURSIVE found AS (
    (SELECT action FROM tenants_audit_entry ORDER BY action LIMIT 1)
    UNION ALL
    SELECT (SELECT entry.action FROM tenants_audit_entry entry
            WHERE entry.action > found.action ORDER BY entry.action LIMIT 1)
    FROM found WHERE found.action IS NOT NULL
)
SELECT '00000000-0000-0000-0000-000000000000'::uuid AS id, action
FROM found WHERE action IS NOT NULL
"""
