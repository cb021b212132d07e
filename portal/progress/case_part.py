"""Where a case stands, on the pages of the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission, allowed
from portal.cases import parts
from portal.cases.models import Case, CaseQuerySet
from portal.progress import timeline
from portal.progress.forms import MoveForm
from portal.progress.models import StageChange, named
from tenants.accounts.models import User


def register() -> None:
    """Show it on the pages of a case."""
    parts.register(
        parts.CasePart(
            desk=desk_context,
            portal=portal_context,
            listed=listed,
            tab=parts.Tab("progress", _("Progress"), "progress/_desk.html"),
            panel="progress/_portal.html",
            row="progress/_row.html",
            glance=parts.Glance("progress/_glance.html", portal_context),
        )
    )


def desk_context(request: HttpRequest, case: Case, user: User) -> Mapping[str, Any]:
    """The line with what clients do not see yet, and the way on."""
    line, last = timeline.for_staff(case), _last(case)
    now = timezone.now()
    return {
        "timeline": line,
        "held_change": last if last and last.can_be_taken_back(now) else None,
        "following": _following(line),
        "move_form": MoveForm(case=case),
        "may_move": case.is_open and allowed(user.role, Permission.CASE_EDIT),
    }


def portal_context(case: Case, user: User) -> Mapping[str, Any]:
    """The line, without what may still be taken back."""
    return {"timeline": timeline.at_moment(case, timezone.now())}


def listed(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """Where each stands for clients, in the reader's words."""
    shown = StageChange.objects.shown(timezone.now())
    own = shown.filter(
        case=OuterRef("pk"), stage__area=OuterRef("practice_area")
    ).latest_first()
    return cases.annotate(stage_name=Subquery(own.values(name=named("stage__"))[:1]))


def _last(case: Case) -> StageChange | None:
    found = StageChange.objects.standing().filter(case=case)
    return found.select_related("stage", "by").latest_first().first()


def _following(line: timeline.Timeline) -> timeline.Step | None:
    """The next stage that is in use."""
    ahead = (each for each in line.steps if each.place == timeline.Place.AHEAD)
    return next((each for each in ahead if each.stage.is_active), None)
