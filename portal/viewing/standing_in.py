"""The gate's condition by which staff stand in a client's place, for one request.

The session stays the member of staff's own, and so do its limits, the networks and the
second factor: settings.GATE_CONDITIONS asks for those first, of him. Only then, and
only for a page of the portal that is read, the client takes his place in
`request.user`, and the client's `viewer` says who it is that looks. What stands behind
in the conditions is asked of the client. The gate itself looks last whether that client
may open the page.

Everything else waits until he stops: the desk, accounts, all that is sent.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.access import locale
from portal.access.gate import VIEWING, Declaration, is_api
from portal.access.permissions import allowed
from portal.viewing import guard, session
from portal.viewing.models import SEEN_EVERY, Viewing
from portal.viewing.places import SHOWN
from tenants import audit, scope
from tenants.accounts.models import User

READING = frozenset({"GET", "HEAD"})
STILL_HERE = "account:still_here"  # the session's own, and no page
FORBIDDEN = 403
DONE = "a_client_stands_in"


def refuse(request: HttpRequest, declared: Declaration) -> HttpResponse | None:
    """Named in settings.GATE_CONDITIONS: stand in, or answer in the view's place."""
    if VIEWING not in request.session or scope.current().firm is None:
        return None
    if _name(request) == STILL_HERE:
        return None
    origin, now = session.origin(request), timezone.now()
    is_shown = request.method in READING and declared.permission in SHOWN
    viewing = session.current(request, at=now)
    if viewing is None:
        return redirect(origin) if is_shown and not is_api(request) else None
    if not is_shown:
        wish = _wish(request, declared)
        return refusal(request, name=viewing.client.name, wish=wish)
    _stand_in(request, viewing, at=now)
    return None


def is_done(request: HttpRequest) -> bool:
    """Whether a client stands in his place. Asks neither the session nor its user, so
    that what is the same for everybody stays so for caches."""
    return getattr(request, DONE, False)


def refusal(
    request: HttpRequest, *, name: str = "", wish: str | None = None
) -> HttpResponse:
    """Not while one looks: what to do about it, and on to the page that was wanted."""
    if is_api(request):
        detail = _("You see the portal as a client. Stop that first.")
        return JsonResponse({"detail": detail}, status=FORBIDDEN)
    context = {
        "name": name,
        "was_sent": request.method not in READING,
        "wish": wish,
        "next": wish or session.origin(request),
    }
    return render(request, "viewing/refused.html", context, status=FORBIDDEN)


def _wish(request: HttpRequest, declared: Declaration) -> str | None:
    """The page that was asked for, where it can be read when the look is over."""
    role = session.person(request).role
    is_own = declared.permission is not None and allowed(role, declared.permission)
    return request.get_full_path() if is_own and request.method in READING else None


def _stand_in(request: HttpRequest, viewing: Viewing, *, at: datetime) -> None:
    """Put the client in. The page is written down before, or it is not shown."""
    if at - viewing.seen_at >= SEEN_EVERY:
        Viewing.objects.filter(pk=viewing.pk).update(seen_at=at)
    viewer, client = session.person(request), viewing.client
    _write_down(request, client, by=viewer, at=at)
    client.viewer = viewer
    request.user = client
    setattr(request, DONE, True)
    guard.hold(request)
    # Undone by the middleware that chose the language of whoever signed in.
    request.LANGUAGE_CODE = locale.language_of(request)
    translation.activate(request.LANGUAGE_CODE)
    timezone.activate(locale.zone_of(request))


def _write_down(request: HttpRequest, client: User, *, by: User, at: datetime) -> None:
    """The pattern of the address and the keys in it, never what stood there."""
    match = request.resolver_match
    found = match.kwargs.values() if match else ()
    keys = [str(each) for each in found if isinstance(each, UUID)]
    page = match.route if match else ""
    audit.read("viewing.viewed", client, by=by, at=at, page=page, ids=keys)


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else ""
