"""Answers where no view does: named in the URL confs and in the settings."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views import csrf, defaults

from portal.access.gate import PRIVATE, is_api
from portal.access.locale import language_of
from portal.ui.page import Page
from tenants import scope


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Nothing here, or nothing for this person."""
    if is_api(request):
        return JsonResponse({"detail": _("There is nothing here.")}, status=404)
    return defaults.page_not_found(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """It is here, but this person may not."""
    if is_api(request):
        return JsonResponse({"detail": _("You may not do this.")}, status=403)
    return defaults.permission_denied(request, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Our fault. Nothing is looked up: what failed may be what we would look up."""
    if is_api(request):
        return JsonResponse({"detail": _("Something went wrong here.")}, status=500)
    return defaults.server_error(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A form without our token: an old page, or another site's."""
    if is_api(request):
        detail = _("Reload the page and try again.")
        return JsonResponse({"detail": detail}, status=403)
    return csrf.csrf_failure(request, reason=reason)


def closed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """The firm's portal cannot be reached now, and neither can its colours.

    Runs before every other middleware, so nobody has dressed the request yet.
    """
    if is_api(request):
        return JsonResponse({"detail": _("Not available now.")}, status=503)
    firm = scope.current_firm()
    request.page = Page(firm_name=firm.name)  # type: ignore[attr-defined]
    with translation.override(language_of(request)):
        context = {"state": firm.state}
        response = render(request, "access/suspended.html", context, status=503)
    response.headers["Cache-Control"] = PRIVATE
    return response
