"""How long a session lasts: without a request, and altogether.

The firm sets both, for its staff and for its clients; those of operators are fixed. The
gate asks at every request (settings.GATE_CONDITIONS), so that a new limit holds for
sessions that are open already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access import destinations
from portal.access.gate import Declaration, is_api
from portal.access.locale import signed_in
from portal.policy.models import Policy
from tenants import audit, scope
from tenants.accounts.models import Session, User
from tenants.accounts.sessions import SessionStore


@dataclass(frozen=True, slots=True)
class Limits:
    """How long somebody may be away, and how long stay signed in."""

    idle: timedelta
    whole: timedelta

    def left(self, session: Session, at: datetime) -> timedelta:
        """How long the session lasts if nothing more is asked; negative: it is over."""
        ends_at = min(session.last_seen_at + self.idle, session.began_at + self.whole)
        return ends_at - at


def of(request: HttpRequest, user: User) -> Limits:
    """The limits for this person. In a firm they are read with its other rules."""
    if scope.current().firm is None:
        return Limits(**settings.OPERATOR_SESSION)
    policy: Policy = request.policy  # type: ignore[attr-defined]
    whose = "client" if (user.viewer or user).is_client else "staff"
    return Limits(
        idle=timedelta(minutes=getattr(policy, f"{whose}_idle_minutes")),
        whole=timedelta(minutes=getattr(policy, f"{whose}_session_minutes")),
    )


def refuse(request: HttpRequest, declaration: Declaration) -> HttpResponse | None:
    """End a session that is over; note that any other is in use."""
    user, now = cast("User", request.user), timezone.now()
    store = cast("SessionStore", request.session)
    if store.row is None or of(request, user).left(store.row, now) <= timedelta():
        return _end(request, user, at=now)
    store.seen(now)
    return None


def seconds_left(request: HttpRequest) -> int | None:
    """How long the session lasts from now on; None when nobody is signed in."""
    user, store = signed_in(request), cast("SessionStore", request.session)
    if user is None or store.row is None:
        return None
    left = of(request, user).left(store.row, timezone.now())
    return max(0, int(left.total_seconds()))


def _end(request: HttpRequest, user: User, *, at: datetime) -> HttpResponse:
    with transaction.atomic():
        audit.record("access.timed_out", user, by=user, at=at)
        logout(request)
    if is_api(request):
        response = JsonResponse({"detail": _("Sign in again.")}, status=401)
        response.headers["WWW-Authenticate"] = "Session"
        return response
    messages.info(
        request,
        _("You were signed out because you were away for a while. Please sign in."),
    )
    return redirect(_sign_in(request))


def _sign_in(request: HttpRequest) -> str:
    """Where to sign in again, on the way back to the page that was open."""
    url = reverse(settings.SIGN_IN["firm" if scope.current().firm else "platform"])
    if request.method in {"GET", "HEAD"}:
        return destinations.with_next(url, request)
    wish = destinations.back(request)
    return destinations.on_to(url, wish) if wish else url
