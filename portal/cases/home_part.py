"""Cases on the first pages of portal and desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.access.gate import PortalRequest
from portal.access.permissions import Permission, allowed
from portal.cases import parts
from portal.cases.models import Case, CaseQuerySet
from portal.home.parts import Column, DeskPanel, PortalPanel, register
from portal.policy.models import Section
from portal.security import sections
from portal.ui.page import Contact

SHOWN = 5
SHOWN_TO_CLIENTS = 10


def register_panels() -> None:
    """Show them."""
    register(
        PortalPanel(template="cases/_home_portal.html", context=of_client, order=40)
    )
    register(
        PortalPanel(
            template="cases/_reach_us.html",
            context=whom_to_reach,
            order=90,
            column=Column.SIDE,
        )
    )
    register(DeskPanel(template="cases/_home_desk.html", context=of_staff, order=40))


def of_client(request: PortalRequest) -> Mapping[str, Any] | None:
    """His cases. The only one that is open is shown itself, with where it stands."""
    user = request.user
    if not sections.is_open(user, Section.CASES, request.policy):
        return None
    found = _his(request)
    open_ = [case for case in found if case.is_open]
    only = open_[0] if len(open_) == 1 else None
    shown = [case for case in found[:SHOWN_TO_CLIENTS] if case != only]
    return {
        "only": only,
        "glances": parts.glances(only, user) if only else [],
        "cases": shown,
        "rows": parts.rows(),
        "has_more": len(found) > SHOWN_TO_CLIENTS,
    }


def whom_to_reach(request: PortalRequest) -> Mapping[str, Any] | None:
    """The lawyer of the case in which something happened last; nobody while there is
    none."""
    found = _his(request)
    if not found:
        return None
    lawyer = found[0].responsible
    return {"contact": Contact(name=lawyer.name, email=lawyer.email)}


def _his(request: PortalRequest) -> list[Case]:
    """His cases, and one more than are shown; read once a request."""
    known: list[Case] | None = getattr(request, "cases_at_home", None)
    if known is None:
        visible = Case.objects.visible_to(request.user).select_related("responsible")
        listed = parts.listed(visible.open_first(), request.user)
        known = list(listed[: SHOWN_TO_CLIENTS + 1])
        request.cases_at_home = known  # type: ignore[attr-defined]
    return known


def of_staff(request: PortalRequest) -> Mapping[str, Any] | None:
    """The open cases of whoever looks by their last change; all that he sees, when he
    works on none."""
    user = request.user
    if not allowed(user.role, Permission.CASE_VIEW):
        return None
    visible = Case.objects.visible_to(user).open()
    own = _rows(visible.worked_on_by(user))
    cases = own or _rows(visible)
    if not cases:
        return None
    return {"cases": cases, "are_own": bool(own)}


def _rows(cases: CaseQuerySet) -> list[Case]:
    found = cases.select_related("responsible").with_clients()
    return list(found.latest_first()[:SHOWN])
