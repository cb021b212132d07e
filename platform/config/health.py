"""Whether this process can work, for whoever restarts it or sends it requests."""

from __future__ import annotations

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from portal.access.gate import everyone

UNAVAILABLE = 503

log = logging.getLogger(__name__)


@everyone
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Ask the database for one row. Says whether, never what."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        log.error("the database does not answer: %s", type(error).__name__)
        return JsonResponse({"ok": False}, status=UNAVAILABLE)
    return JsonResponse({"ok": True})
