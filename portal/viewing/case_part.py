"""The buttons beside the clients of a case, on the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from portal.access.permissions import Permission, allowed
from portal.cases import parts
from portal.cases.models import Case, CaseQuerySet
from tenants.accounts.models import User


def register() -> None:
    """Offer it to those who may."""
    parts.register(
        parts.CasePart(desk=desk_context, portal=portal_context, listed=listed)
    )


def desk_context(request: HttpRequest, case: Case, user: User) -> Mapping[str, Any]:
    """Whether the templates show the buttons."""
    return {"may_view_as": allowed(user.role, Permission.CLIENT_VIEW_AS)}


def portal_context(case: Case, user: User) -> Mapping[str, Any]:
    """Nothing for clients."""
    return {}


def listed(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """Nothing in the list."""
    return cases
