"""The first page of the desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases.models import Case
from portal.documents.models import Document, Share
from portal.people import queries
from portal.people.models import Contact

SHOWN = 5


@requires(Permission.DESK_VIEW)
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """What happened last, who was invited and has not come, and the first steps."""
    cases = Case.objects.visible_to(request.user).open().latest_first()
    documents = Document.objects.visible_to(request.user).latest_first()
    recent = list(cases.select_related("responsible").with_clients()[:SHOWN])
    context = {
        "recent_cases": recent,
        "recent_documents": list(documents.with_rows()[:SHOWN]),
        "open_invitations": queries.open_invitations(at=timezone.now(), limit=SHOWN),
        "has_contact": Contact.objects.exists(),
        "has_case": bool(recent) or Case.objects.exists(),
        "has_share": Share.objects.exists(),
    }
    return render(request, "home/desk.html", context)
