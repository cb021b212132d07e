"""Reads over stages, cases and who is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from portal.cases.models import Case
from portal.progress.models import StageChange
from tenants.accounts.models import User


def standing_for(user: User, changes: Collection[UUID]) -> Iterable[UUID]:
    """Those of the changes that were not taken back, in cases that this person sees."""
    cases = Case.objects.visible_to(user)
    found = StageChange.objects.standing().filter(pk__in=changes, case__in=cases)
    return found.values_list("pk", flat=True)
