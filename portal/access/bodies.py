"""What is too large to be taken is refused before it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.access.gate import GetResponse

TOO_LARGE = 413
FORM_BYTES = 2_000_000  # of a form around its file
MEGABYTE = 10**6


class BodyMiddleware:
    """Looks at the length that is announced: who reads the body comes later. The edge
    does the same, see infra/caddy/Caddyfile."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do before the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Answer in the view's place, in words."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        most = settings.DOCUMENT_MAX_BYTES + FORM_BYTES
        if announced.isdigit() and int(announced) > most:
            return _refuse(request)
        return None


def _refuse(request: HttpRequest) -> HttpResponse:
    message = _(
        "This is larger than %(limit)s MB. Make it smaller, or send file by file."
    ) % {"limit": settings.DOCUMENT_MAX_BYTES // MEGABYTE}
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"files": [], "problems": [message]}, status=TOO_LARGE)
    context = {"message": message}
    return render(request, "access/refused.html", context, status=TOO_LARGE)
