"""One primary address: the firm's other own hosts lead to it.

A page is led there with 302, because which address is primary may change back. A form
that was opened before the change is answered where it is: a redirect would lose what
was typed, and the session belongs to that host. So are the parts of a page (its
colours, a fragment), which the policy of the page wants from its own host. The address
under the platform's name is never led away, so a firm can always be reached at one that
cannot break.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect

from tenants import links
from tenants.domains.routing import Route

PAGE = "document"


def led_to(request: HttpRequest, host: str, route: Route) -> HttpResponse | None:
    """The way to the primary address; None when the request is answered here.

    It knows all from the route, so it costs no query.
    """
    if route.is_primary or request.method not in ("GET", "HEAD"):
        return None
    if request.headers.get("Sec-Fetch-Dest", PAGE) != PAGE:
        return None
    firm = route.firm
    if host == f"{firm.slug}.{settings.PLATFORM_HOST}" or not firm.primary_host:
        return None
    try:
        address = links.host_url(firm.primary_host, request.get_full_path())
    except links.LinkError:
        return None
    response = HttpResponseRedirect(address)
    response.headers["Cache-Control"] = "no-store"
    return response
