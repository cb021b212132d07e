"""The client's page of one case, also with a form that was not right."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.access.gate import PortalRequest
from portal.cases import parts
from portal.cases.models import Case
from tenants import audit

UNPROCESSABLE = 422


def case_page(request: PortalRequest, case: Case, **refused: Any) -> HttpResponse:
    """The case with all that the firm shares about it; written down before it is
    shown. `refused` are forms with errors, by their names."""
    audit.read("case.viewed", case, by=request.user, at=timezone.now())
    context = {
        "case": case,
        "responsible": case.responsible,
        "panels": parts.panels(),
        **parts.portal_context(case, request.user),
        **refused,
    }
    status = UNPROCESSABLE if refused else None
    return render(request, "cases/portal_detail.html", context, status=status)
