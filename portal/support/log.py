"""Every page that a guest opens is written into the firm's log before it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from portal.access.gate import GetResponse
from portal.access.locale import signed_in
from tenants import audit


class VisitLogMiddleware:
    """Stands behind the gate: what gets here is opened, and what is opened is written.

    The row says which page and which thing, never what stood there: the pattern of the
    address and the keys in it, not the query. It is written before the view runs, so a
    page that cannot be logged is not shown.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do before or after the view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        """Write, when a guest asks for a page behind the gate."""
        if not getattr(request, "is_behind_gate", False):
            return
        user = signed_in(request)
        if user is None or not user.is_guest:
            return
        match = request.resolver_match
        with transaction.atomic():
            audit.record(
                "support.viewed",
                user.support_access,
                by=user,
                at=timezone.now(),
                method=request.method,
                page=match.route if match else "",
                ids=[str(each) for each in kwargs.values() if isinstance(each, UUID)],
            )
