"""Reads: the plans, and how many firms have each."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from tenants.models import Firm, FirmState, Plan

STILL_HERE = ~Q(firms__state=FirmState.ERASED)


def plans() -> QuerySet[Plan]:
    """All plans in their order, each with `firm_count`."""
    return Plan.objects.annotate(firm_count=Count("firms", filter=STILL_HERE))


def plan(key: UUID) -> Plan:
    """One plan, with `firm_count`. Raises Http404."""
    found = plans().filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def without_plan() -> int:
    """How many firms have no plan, and so no limits."""
    return Firm.objects.filter(plan=None).exclude(state=FirmState.ERASED).count()
