"""What is around each request of somebody who looks as a client.

The gate's conditions never see views for everyone. Of these only two take what is sent
meanwhile: the one that stops, and signing out, which stops too.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from portal.access.gate import VIEWING, GetResponse
from portal.viewing import ending, session, standing_in

SIGN_OUT, END = "access:sign_out", "viewing:end"


class DoorsMiddleware:
    """Stands behind the gate."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and let go what `guard.hold` took hold of."""
        with ExitStack() as stack:
            request.until_answered = stack  # type: ignore[attr-defined]
            response = self.get_response(request)
        if standing_in.is_done(request):
            response.headers["Content-Language"] = request.LANGUAGE_CODE
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse what is sent to a view for everyone; others met the condition."""
        is_sent = request.method not in standing_in.READING
        if not is_sent or getattr(request, "is_behind_gate", False):
            return None
        return _refuse(request) if VIEWING in request.session else None


def _refuse(request: HttpRequest) -> HttpResponse | None:
    match, now = request.resolver_match, timezone.now()
    name = match.view_name if match else ""
    if name == SIGN_OUT:
        session.leave(request, why=ending.SIGNED_OUT, at=now)
    if name in {SIGN_OUT, END}:
        return None
    is_looking = session.current(request, at=now) is not None
    return standing_in.refusal(request) if is_looking else None
