"""A refusal of the business becomes words on a page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from portal.access import destinations
from portal.access.gate import GetResponse, is_api
from tenants.errors import DomainError

CONFLICT = 409


class RefusalMiddleware:
    """Turns a DomainError into a message on the page that the form was on.

    Without such a page, and for a page that was only read, it is a page of its own with
    status 409 (RFC 9110, 15.5.10); a program gets the same as JSON.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do before or after the view."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer for the view that raised."""
        if not isinstance(exception, DomainError):
            return None
        if is_api(request):
            return JsonResponse({"detail": exception.message}, status=CONFLICT)
        form_page = destinations.back(request)
        if request.method == "POST" and form_page:
            messages.error(request, exception.message)
            return redirect(form_page)
        context = {"message": exception.message}
        return render(request, "access/refused.html", context, status=CONFLICT)
