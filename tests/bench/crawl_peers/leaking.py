"""A view that leaks, for the crawl to find: an address without a line in any table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse
from django.urls import clear_url_caches, path

from config import urls_firm
from portal.access.gate import requires
from portal.access.permissions import Permission
from portal.cases.models import Case
from tests.permissions.table import Line

LEAK = Line("leak", "-", "GET", {"sofie": "200"})
_first: list[str] = []


@requires(Permission.PORTAL_VIEW)
def leak(request: HttpRequest) -> HttpResponse:
    """Shows what it was asked for first to everybody: kept, but not by the firm."""
    _first.append(Case.objects.values_list("title", flat=True)[0])
    return HttpResponse(_first[0])


@contextmanager
def planted() -> Iterator[None]:
    """The firms have this address for a while."""
    pattern = path("leak/", leak, name=LEAK.name)
    urls_firm.urlpatterns.append(pattern)
    clear_url_caches()
    try:
        yield
    finally:
        urls_firm.urlpatterns.remove(pattern)
        clear_url_caches()
