"""Gives the request the page around it, built only when a template asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from portal.access.gate import GetResponse
from portal.ui.page import Page
from tenants import scope

Builder = Callable[[HttpRequest], Page]


class PageMiddleware:
    """Sets `request.page` by the builder that settings.PAGE_BUILDER names for the host.

    The builders stand above this feature (they know brand and navigation), hence the
    setting. A view that renders nothing pays nothing.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.firm: Builder = import_string(settings.PAGE_BUILDER["firm"])
        self.platform: Builder = import_string(settings.PAGE_BUILDER["platform"])

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Promise a page, then answer."""
        build = self.firm if scope.current().firm else self.platform
        request.page = SimpleLazyObject(partial(build, request))  # type: ignore[attr-defined]
        return self.get_response(request)
