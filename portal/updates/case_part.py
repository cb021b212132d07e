"""Updates on the pages of a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.cases import parts
from portal.cases.models import Case, CaseQuerySet
from portal.updates import queries
from portal.updates.desk_board import Board
from tenants.accounts.models import User

SHOWN = 5


def register() -> None:
    """Show them on the pages of a case."""
    parts.register(
        parts.CasePart(
            desk=desk_context,
            portal=portal_context,
            listed=listed,
            tab=parts.Tab(
                "updates", _("Updates"), "updates/_desk.html", Permission.UPDATE_VIEW
            ),
            panel="updates/_portal.html",
            row="updates/_row.html",
            glance=parts.Glance("updates/_glance.html", glance_context),
        )
    )


def desk_context(request: HttpRequest, case: Case, user: User) -> Mapping[str, Any]:
    """All that stand, and the day of the next one."""
    page = request.GET.get("page")
    return {"board": Board(case=case, user=user, at=timezone.now(), number=page)}


def portal_context(case: Case, user: User) -> Mapping[str, Any]:
    """The newest that are shared, whether there are more, and the promise."""
    now = timezone.now()
    newest = list(queries.of_case(case, user, now)[: SHOWN + 1])
    return {
        "updates": newest[:SHOWN],
        "has_more_updates": len(newest) > SHOWN,
        "promise": queries.promise(case, now),
    }


def glance_context(case: Case, user: User) -> Mapping[str, Any]:
    """By when he hears again: fetched with the list that the case is from."""
    day: date | None = getattr(case, "hears_by", None)
    is_late = bool(getattr(case, "hears_late", False))
    return {"promise": queries.Promise(day=day, is_late=is_late) if day else None}


def listed(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """The day by which he hears again, for each."""
    return queries.hearing_by(cases, timezone.now())
