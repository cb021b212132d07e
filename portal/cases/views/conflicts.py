"""Searching for conflicts of interest, without opening a case."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases import conflict_actions
from portal.cases.conflict_forms import ConflictForm

UNPROCESSABLE = 422


@requires(Permission.CASE_CONFLICTS)
@require_http_methods(["GET", "HEAD", "POST"])
def conflicts(request: PortalRequest) -> HttpResponse:
    """Who is known already. By POST, so that names stand in no address and no log of
    addresses; the search itself is in the firm's own log."""
    form = ConflictForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_valid():
        found = conflict_actions.search(
            [form.sought], by=request.user, at=timezone.now()
        )
    context = {"form": form, "found": found}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "cases/conflicts.html", context, status=status)
