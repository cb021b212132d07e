"""The texts that a firm accepts, each version at an address of its own."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from controlplane.signup.agreements import PROCESSING, TERMS, Agreement
from portal.access.gate import everyone


@everyone
@require_safe
def terms(request: HttpRequest, version: date | None = None) -> HttpResponse:
    """The terms of service."""
    return _page(request, TERMS, version)


@everyone
@require_safe
def processor_agreement(
    request: HttpRequest, version: date | None = None
) -> HttpResponse:
    """The agreement on processing personal data (GDPR, article 28)."""
    return _page(request, PROCESSING, version)


def _page(
    request: HttpRequest, agreement: Agreement, version: date | None
) -> HttpResponse:
    version = version or agreement.current
    if version not in agreement.versions:
        raise Http404
    context = {
        "agreement": agreement,
        "version": version,
        "text": agreement.template(version),
        "is_current": version == agreement.current,
    }
    return render(request, "signup/agreement.html", context)
