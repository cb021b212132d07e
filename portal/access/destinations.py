"""Where a person goes next: only ever to a page on the same host."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from tenants.accounts.models import User

CLIENT_HOME = "/"
DESK = "/desk/"
LONGEST = 2000


def home_of(user: User) -> str:
    """The first page of this person's face."""
    if user.is_guest:
        return reverse("desk:home" if user.reads_all else "desk:settings:home")
    return reverse("desk:home" if user.is_staff else "portal:home")


def safe(candidate: str | None) -> str | None:
    """The candidate when it is a path on this host, else None.

    Refused: other hosts and schemes, `//host` and the backslashes that browsers read as
    such (by Django's check), control characters, which browsers drop, and what does not
    begin with a slash.
    """
    if not candidate or len(candidate) > LONGEST or not candidate.startswith("/"):
        return None
    if not candidate.isprintable():
        return None
    is_ours = url_has_allowed_host_and_scheme(candidate, allowed_hosts=None)
    return candidate if is_ours else None


def asked_for(request: HttpRequest) -> str | None:
    """The `next` of a form or an address, when it is safe."""
    posted = request.POST.get(REDIRECT_FIELD_NAME)
    return safe(posted or request.GET.get(REDIRECT_FIELD_NAME))


def after_sign_in(user: User, wish: str | None) -> str:
    """The page that was asked for before, unless it is not for this person."""
    if not wish or (user.is_client and wish.startswith(DESK)):
        return home_of(user)
    return wish


def with_next(url: str, request: HttpRequest) -> str:
    """The address, with the page that was asked for as `next`.

    What was posted is gone after signing in, so only a page that was read is named.
    """
    if request.method not in {"GET", "HEAD"} or request.path == CLIENT_HOME:
        return url
    return on_to(url, request.get_full_path())


def on_to(url: str, wish: str) -> str:
    """The address, with the page that comes after it as `next`."""
    return f"{url}?{urlencode({REDIRECT_FIELD_NAME: wish})}"


def back(request: HttpRequest) -> str | None:
    """The page of this host from which a form was sent, by its Referer."""
    parts = urlsplit(request.headers.get("Referer", ""))
    if parts.netloc != request.get_host():
        return None
    return safe(f"{parts.path}?{parts.query}" if parts.query else parts.path)
