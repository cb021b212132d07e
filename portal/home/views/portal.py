"""The client's first page."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases import parts
from portal.cases.models import Case
from portal.documents.models import Document
from portal.people import queries as people
from portal.policy.models import Section
from portal.security import sections
from portal.ui.page import Contact

SHOWN = 5
NOON, EVENING = 12, 18


@requires(Permission.PORTAL_VIEW)
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """His cases, and what was shared with him last."""
    cases = Case.objects.visible_to(request.user).select_related("responsible")
    latest = Document.objects.visible_to(request.user).latest_shared_first()
    listed = list(parts.listed(cases.open_first(), request.user))
    context = {
        "shows_cases": sections.is_open(request.user, Section.CASES, request.policy),
        "shows_documents": sections.is_open(
            request.user, Section.DOCUMENTS, request.policy
        ),
        "day_part": day_part(timezone.localtime()),
        "cases": listed,
        "latest": list(latest.with_rows()[:SHOWN]),
        "contact": _whom_to_reach(listed),
        "represented": people.represented_by(request.user),
    }
    return render(request, "home/portal.html", context)


def _whom_to_reach(cases: list[Case]) -> Contact | None:
    """The lawyer of the case that is on top; nobody while there is no case."""
    if not cases:
        return None
    lawyer = cases[0].responsible
    return Contact(name=lawyer.name, email=lawyer.email)


def day_part(now: datetime) -> str:
    """How to greet at this hour, on the reader's clock."""
    if now.hour < NOON:
        return "morning"
    return "afternoon" if now.hour < EVENING else "evening"
