"""The language and the time zone of a request."""

from __future__ import annotations

from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from portal.access.gate import GetResponse
from tenants import scope
from tenants.accounts.models import User

# What speaks no language asks for no user, so that it can be cached for all of them.
WITHOUT_WORDS = ("/theme/", "/healthz")


class LocaleMiddleware:
    """Speaks the person's language, in the person's time zone.

    The language: the signed-in person's, else the one chosen in this browser (cookie),
    else the firm's, else the browser's wish. Stands after authentication.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language and the zone of the person."""
        if request.path.startswith(WITHOUT_WORDS):
            return self.get_response(request)
        language, zone = language_of(request), zone_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language), timezone.override(zone):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def language_of(request: HttpRequest) -> str:
    """The code of one of our languages."""
    user, firm = signed_in(request), scope.current().firm
    if user is not None and is_offered(user.language):
        return user.language
    if chosen := chosen_in_browser(request):
        return chosen
    if firm is not None and is_offered(firm.language):
        return firm.language
    return translation.get_language_from_request(request)


def zone_of(request: HttpRequest) -> ZoneInfo:
    """The person's time zone, else the firm's, else that of the settings."""
    user, firm = signed_in(request), scope.current().firm
    wishes = [each.time_zone for each in (user, firm) if each is not None]
    known = (zone for name in wishes if (zone := _zone(name)))
    return next(known, ZoneInfo(settings.TIME_ZONE))


def chosen_in_browser(request: HttpRequest) -> str | None:
    """The language in the cookie, when it is one of ours."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if is_offered(code) else None


def is_offered(code: str) -> bool:
    """Whether we speak this language."""
    return code in dict(settings.LANGUAGES)


def remember(response: HttpResponseBase, language: str) -> None:
    """Keep the choice in this browser, also for the time after signing out."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def signed_in(request: HttpRequest) -> User | None:
    """Who is signed in, if anybody is; also where no user was looked up."""
    user = getattr(request, "user", None)
    return cast("User", user) if user is not None and user.is_authenticated else None


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None
