"""What other features show on the pages of a case. Each one registers itself.

Documents today; messages and invoices come to the same place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise

from portal.access.permissions import Permission, allowed
from portal.cases.models import Case, CaseQuerySet
from tenants.accounts.models import User

Context = Mapping[str, Any]


class Glance(NamedTuple):
    """Where the case stands, on the first page of a client who has but one."""

    template: str
    context: Callable[[Case, User], Context]


class Tab(NamedTuple):
    """A tab of the desk's page: its name in the address, its label, its template, and
    what one needs to see it beside the case itself."""

    name: str
    label: str | Promise
    template: str
    permission: Permission = Permission.CASE_VIEW


@dataclass(frozen=True, kw_only=True)
class CasePart:
    """One feature's part: what it adds to the context of each page, and to a list.

    `tab` is a tab of its own on the desk, `panel` a template above the documents on the
    client's page. `row` is a template with `case`, a line of it in a client's list;
    `listed` fetches what it shows.
    """

    desk: Callable[[HttpRequest, Case, User], Context]
    portal: Callable[[Case, User], Context]
    listed: Callable[[CaseQuerySet, User], CaseQuerySet]
    tab: Tab | None = None
    panel: str = ""
    row: str = ""
    glance: Glance | None = None


_parts: list[CasePart] = []


def register(part: CasePart) -> None:
    """Add a feature to the pages of a case."""
    if part not in _parts:
        _parts.append(part)


def tabs(user: User) -> list[Tab]:
    """The features' own tabs on the desk, for this person."""
    own = [part.tab for part in _parts if part.tab]
    return [each for each in own if allowed(user.role, each.permission)]


def panels() -> list[str]:
    """The features' panels on the client's page."""
    return [part.panel for part in _parts if part.panel]


def rows() -> list[str]:
    """The features' lines of a case in a client's list."""
    return [part.row for part in _parts if part.row]


def glances(case: Case, user: User) -> list[tuple[str, Context]]:
    """Where the case stands: the features' templates, and what each shows."""
    found = [part.glance for part in _parts if part.glance]
    return [(each.template, each.context(case, user)) for each in found]


def desk_context(
    request: HttpRequest, case: Case, user: User, *, tab: str
) -> dict[str, Any]:
    """What the features show staff on this tab of the page of the case. Who has a tab
    of its own shows nothing on the others."""
    shown = (part for part in _parts if part.tab is None or part.tab.name == tab)
    contexts = [part.desk(request, case, user) for part in shown]
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
