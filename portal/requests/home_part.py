"""Requests on the first pages: what a client is to send, what the firm is to review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.access.gate import PortalRequest
from portal.access.permissions import Permission, allowed
from portal.home.parts import DeskPanel, PortalPart, Task, register
from portal.requests.models import Request

SHOWN = 5


def register_panels() -> None:
    """Show them."""
    register(PortalPart(tasks=to_send))
    register(DeskPanel(template="requests/_home.html", context=to_review, order=15))


def to_send(request: PortalRequest, limit: int) -> Iterable[Task]:
    """What is still to be sent, by request. One query."""
    found = Request.objects.visible_to(request.user).waiting().counted()
    ordered = found.select_related("case").order_by("due_on", "-asked_at", "-pk")
    return [_task(each) for each in ordered[:limit]]


def to_review(request: PortalRequest) -> Mapping[str, Any] | None:
    """Answers that nobody has looked at."""
    if not allowed(request.user.role, Permission.REQUEST_VIEW):
        return None
    found = Request.objects.visible_to(request.user).to_review()
    dressed = found.counted().select_related("case").order_by("asked_at", "pk")
    requests = list(dressed[: SHOWN + 1])
    if not requests:
        return None
    count = found.count() if len(requests) > SHOWN else len(requests)
    return {"requests": requests[:SHOWN], "count": count}


def _task(asked: Any) -> Task:
    wanted = ngettext(
        "Send %(count)d document: %(title)s",
        "Send %(count)d documents: %(title)s",
        asked.to_send,
    ) % {"count": asked.to_send, "title": asked.title}
    is_late = asked.days_left is not None and asked.days_left < 0
    return Task(
        title=wanted,
        line=asked.case.portal_title,
        url=reverse("portal:requests:detail", args=[asked.pk]),
        icon="up",
        tag=_("Late") if is_late else "",
        tone="warn" if is_late else "",
        due_on=asked.due_on,
    )
