"""The way from a case to its history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from portal.access.permissions import Permission, allowed
from portal.cases import parts
from portal.cases.models import Case, CaseQuerySet
from tenants.accounts.models import User


def register() -> None:
    """Show the links on the pages of a case."""
    parts.register(
        parts.CasePart(desk=desk_context, portal=portal_context, listed=listed)
    )


def desk_context(request: HttpRequest, case: Case, user: User) -> Mapping[str, Any]:
    """The log, narrowed to this case, for those who may read it."""
    if not allowed(user.role, Permission.HISTORY_VIEW):
        return {}
    return {"history_url": f"{reverse('desk:history:list')}?about={case.pk}"}


def portal_context(case: Case, user: User) -> Mapping[str, Any]:
    """Who opened this case."""
    return {"history_url": reverse("portal:history:case", args=[case.pk])}


def listed(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """Nothing in the list."""
    return cases
