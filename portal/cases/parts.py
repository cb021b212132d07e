"""What other features show on the pages of a case. Each one registers itself.

Documents today; messages and invoices come to the same place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from portal.cases.models import Case, CaseQuerySet
from tenants.accounts.models import User

Context = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class CasePart:
    """One feature's part: what it adds to the context of each page, and to a list."""

    desk: Callable[[HttpRequest, Case, User], Context]
    portal: Callable[[Case, User], Context]
    listed: Callable[[CaseQuerySet, User], CaseQuerySet]


_parts: list[CasePart] = []


def register(part: CasePart) -> None:
    """Add a feature to the pages of a case."""
    if part not in _parts:
        _parts.append(part)


def desk_context(request: HttpRequest, case: Case, user: User) -> dict[str, Any]:
    """What the features show staff on the page of this case."""
    contexts = [part.desk(request, case, user) for part in _parts]
    return {key: value for context in contexts for key, value in context.items()}


def portal_context(case: Case, user: User) -> dict[str, Any]:
    """What the features show a client on the page of this case."""
    contexts = [part.portal(case, user) for part in _parts]
    return {key: value for context in contexts for key, value in context.items()}


def listed(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """The cases, annotated with what the features say about each in a client's list."""
    for part in _parts:
        cases = part.listed(cases, user)
    return cases
