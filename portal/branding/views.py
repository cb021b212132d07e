"""The firm's stylesheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.access.gate import everyone
from portal.branding import queries
from portal.branding.theme import fingerprint, stylesheet

FOR_EVER = "public, max-age=31536000, immutable"  # a year: the most that caches heed


@everyone
@require_safe
def theme(request: HttpRequest, digest: str) -> HttpResponse:
    """The colours of the firm. The address changes with them, so it is kept for ever.

    An address of yesterday gets today's colours, and is asked for again next time.
    """
    colour = queries.current().colour
    response = HttpResponse(stylesheet(colour), content_type="text/css; charset=utf-8")
    is_current = digest == fingerprint(colour)
    response.headers["Cache-Control"] = FOR_EVER if is_current else "no-cache"
    return response
