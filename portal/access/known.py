"""Browsers in which an account was signed in before.

Whoever knows an address could keep its owner waiting, eight failures at a time. So a
browser in which somebody signed in gets a cookie, signed by the firm, and its failures
count for itself: what strangers do to the account does not hold it up, and it may guess
no more than one of them ("device cookies", as OWASP calls them). It opens nothing.
"""

from __future__ import annotations

import hmac
import secrets
from contextvars import ContextVar
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.access.gate import GetResponse
from tenants import signing

SALT = "known-browser"
GOOD_FOR = timedelta(days=365)
STRANGER = ""
NOTE = "is_known_as"  # on a request in which somebody signed in

_current: ContextVar[str] = ContextVar("known_browser", default="")


class KnownMiddleware:
    """Reads the cookie for who asks below, and gives it after a sign-in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and remember the browser when somebody signed in meanwhile."""
        before = _current.set(request.COOKIES.get(settings.KNOWN_COOKIE_NAME, ""))
        try:
            response = self.get_response(request)
        finally:
            _current.reset(before)
        if name := getattr(request, NOTE, None):
            _give(response, name)
        return response


def note(request: HttpRequest, name: str) -> None:
    """An account, by what stands for it in the lockout, has signed in here."""
    setattr(request, NOTE, name)


def browser_of(name: str) -> str:
    """What tells this browser from others; STRANGER unless the account was here."""
    cookie = _current.get()
    if not cookie:
        return STRANGER
    try:
        kept = signing.signer(SALT).unsign(cookie, max_age=GOOD_FOR)
    except signing.BadSignature:
        return STRANGER
    whose, _dash, browser = kept.partition("-")
    return browser if hmac.compare_digest(whose, name) else STRANGER


def _give(response: HttpResponseBase, name: str) -> None:
    response.set_cookie(
        settings.KNOWN_COOKIE_NAME,
        signing.signer(SALT).sign(f"{name}-{secrets.token_hex(16)}"),
        max_age=GOOD_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
