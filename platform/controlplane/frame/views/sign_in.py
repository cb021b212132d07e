"""Signing in as an operator: the password, and always a second factor."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from controlplane.frame import places
from portal.access import destinations, factors, locale
from portal.access.gate import everyone
from portal.access.views import sign_in as firms


class SignIn(firms.SignIn):
    """The firms' sign-in; who has no second factor yet is led to setting one up."""

    template_name = "frame/sign_in.html"
    redirect_authenticated_user = False

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Who is in already goes home."""
        user = locale.signed_in(request)
        if user is not None and factors.is_verified(user):
            return redirect(self.get_success_url())
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_success_url(self) -> str:
        """The page that was asked for before, the fleet, or the missing factor."""
        user = self.request.user
        if not factors.is_verified(user):
            return _with_wish(reverse("operators:second_factor"), self.request)
        return destinations.asked_for(self.request) or places.home_of(user)


def _with_wish(url: str, request: HttpRequest) -> str:
    wish = destinations.asked_for(request)
    return destinations.on_to(url, wish) if wish else url


sign_in = everyone(require_http_methods(["GET", "HEAD", "POST"])(SignIn.as_view()))
