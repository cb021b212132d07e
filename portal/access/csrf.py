"""Binds the token of our forms to the firm whose host gave it.

Django's cookie holds a random secret and nothing else, so one that is carried from
another firm's host would do here too. What the browser keeps is therefore signed with
the firm's own key; a cookie that this firm did not sign is no cookie.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.access.gate import GetResponse
from tenants import signing

SALT = "csrf"


class CsrfBindingMiddleware:
    """Stands around Django's, which sees the bare secret in its cookie."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Take the signature off what comes, and put it on what goes."""
        name = settings.CSRF_COOKIE_NAME
        if name in request.COOKIES:
            _open(request.COOKIES, name)
        response = self.get_response(request)
        if name in response.cookies and response.cookies[name].value:
            signed = signing.signer(SALT).sign(response.cookies[name].value)
            response.cookies[name].set(name, signed, signed)
        return response


def _open(cookies: dict[str, str], name: str) -> None:
    try:
        cookies[name] = signing.signer(SALT).unsign(cookies[name])
    except signing.BadSignature:
        del cookies[name]
