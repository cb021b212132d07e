"""From the request's host to its firm. The scope is left in `finally`."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

from tenants import scope
from tenants.domains import primary
from tenants.domains.names import normalise
from tenants.domains.routing import hosts

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class FirmMiddleware:
    """Enters the scope of the firm that the host belongs to, or `public`.

    An unknown host is a plain 404 which tells nothing; a firm that is not active gets
    the page named in settings.CLOSED_VIEW. A firm's other hosts lead to its primary
    one, see `tenants.domains.primary`. Before it come only headers and static files,
    which know no firm: nothing else runs outside a scope.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.closed: Callable[..., HttpResponse] = import_string(settings.CLOSED_VIEW)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer for the platform, for a firm, or with 404."""
        host = normalise(request.META.get("HTTP_HOST", ""))
        if host == settings.PLATFORM_HOST:
            return self._answer_for_platform(request)
        route = hosts().route(host) if host else None
        if host is None or route is None:
            return nobody_here(request)
        with scope.scope(route.firm):
            request.firm = route.firm  # type: ignore[attr-defined]
            request.urlconf = settings.FIRM_URLCONF
            if not route.firm.is_active:
                return self.closed(request)
            led = primary.led_to(request, host, route)
            return led or self.get_response(request)

    def _answer_for_platform(self, request: HttpRequest) -> HttpResponseBase:
        with scope.public():
            request.firm = None  # type: ignore[attr-defined]
            request.urlconf = settings.ROOT_URLCONF
            return self.get_response(request)


def nobody_here(request: HttpRequest) -> HttpResponse:
    """The answer on a host that nobody has: no page of ours, no hint."""
    return HttpResponse(
        "There is no portal at this address.\n", status=404, content_type="text/plain"
    )
