"""What a session keeps of a look: which one, and where it began.

Whether the look lasts, its row decides; a session that was saved late cannot bring one
back.
"""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.access.gate import VIEWING
from portal.viewing import ending, queries
from portal.viewing.models import Viewing
from tenants.accounts.models import User


def remember(request: HttpRequest, viewing: Viewing, *, origin: str) -> None:
    """This session looks now, and goes back to where it came from."""
    request.session[VIEWING] = {"pk": str(viewing.pk), "origin": origin}


def origin(request: HttpRequest) -> str:
    """The page of the desk from which the look began."""
    return str(request.session[VIEWING]["origin"])


def person(request: HttpRequest) -> User:
    """Whose session it is, also while a client stands in his place."""
    user = cast("User", request.user)
    return user.viewer or user


def named(request: HttpRequest) -> Viewing | None:
    """The look that this session names, over or not, if it is this person's."""
    kept = request.session.get(VIEWING)
    return queries.of(kept["pk"], viewer=person(request)) if kept else None


def current(request: HttpRequest, *, at: datetime) -> Viewing | None:
    """The look of this session. One that is over is ended, and its person told."""
    viewing = named(request)
    why = viewing.end_by(person(request), at) if viewing else ""
    if viewing and not why:
        return viewing
    leave(request, why=why, at=at)
    messages.info(request, _("You no longer see the portal as a client: it is over."))
    return None


def leave(request: HttpRequest, *, why: str, at: datetime) -> None:
    """End the look of this session, if there is one."""
    if viewing := named(request):
        ending.end(viewing, why=why, at=at)
    request.session.pop(VIEWING, None)
