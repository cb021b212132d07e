"""Requests on the pages of a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission, allowed
from portal.cases import parts
from portal.cases.models import Case, CaseQuerySet
from portal.requests.models import Request, State
from portal.ui.paging import Pages
from tenants.accounts.models import User

PAGE_SIZE = 25
SHOWN = 5


def register() -> None:
    """Show them on the pages of a case."""
    parts.register(
        parts.CasePart(
            desk=desk_context,
            portal=portal_context,
            listed=listed,
            tab=parts.Tab(
                "requests",
                _("Requests"),
                "requests/_desk.html",
                Permission.REQUEST_VIEW,
            ),
            panel="requests/_portal.html",
        )
    )


def desk_context(request: HttpRequest, case: Case, user: User) -> Mapping[str, Any]:
    """All of the case, the newest first."""
    found = Request.objects.visible_to(user).filter(case=case).latest_first()
    pages = Pages(
        found,
        PAGE_SIZE,
        dressed=lambda each: each.counted().select_related("party__contact"),
    )
    return {
        "requests": pages.get_page(request.GET.get("page")),
        "may_ask": case.is_open and allowed(user.role, Permission.REQUEST_EDIT),
    }


def portal_context(case: Case, user: User) -> Mapping[str, Any]:
    """Those that are open."""
    visible = Request.objects.visible_to(user).filter(case=case, state=State.OPEN)
    return {"requests": list(visible.counted().latest_first()[:SHOWN])}


def listed(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """Nothing more in a list: his tasks say it."""
    return cases
