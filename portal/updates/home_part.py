"""Updates on the first pages: what clients were told, and whom the firm owes news."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from portal.access.gate import PortalRequest
from portal.access.permissions import Permission, allowed
from portal.home.parts import DeskPanel, News, PortalPart, register
from portal.people.days import today
from portal.updates import queries
from portal.updates.models import Update

SHOWN = 5


def register_panels() -> None:
    """Show them."""
    register(PortalPart(latest=latest))
    register(DeskPanel(template="updates/_home.html", context=due, order=20))


def latest(request: PortalRequest, limit: int) -> Iterable[News]:
    """The newest updates in all of his cases. One query."""
    visible = Update.objects.visible_to(request.user, timezone.now())
    found = visible.select_related("case").latest_shared_first()
    return [
        News(
            at=update.shared_at,
            title=update.heading,
            line=update.excerpt,
            url=_place(update),
            icon="send",
            place=update.case.portal_title,
        )
        for update in found[:limit]
        if update.shared_at
    ]


def due(request: PortalRequest) -> Mapping[str, Any] | None:
    """The first of the cases of whoever looks in which an update is due, and how many
    there are."""
    user = request.user
    if not allowed(user.role, Permission.UPDATE_VIEW):
        return None
    found = queries.due(user, day=today(), is_mine=True)
    cases = list(found[: SHOWN + 1])
    if not cases:
        return None
    count = found.count() if len(cases) > SHOWN else len(cases)
    return {"cases": cases[:SHOWN], "count": count}


def _place(update: Update) -> str:
    page = reverse("portal:cases:detail", args=[update.case_id])
    return f"{page}#update-{update.pk}"
