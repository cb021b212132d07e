"""Stop."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from portal.access import destinations
from portal.access.gate import VIEWING, everyone
from portal.access.locale import signed_in
from portal.viewing import ending, session


@everyone  # like signing out: nothing that the firm demands stands in the way
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Be oneself again, where one came from or at the page that was asked for."""
    user = signed_in(request)
    if user is None:
        return redirect("access:sign_in")
    if VIEWING not in request.session:
        return redirect(destinations.home_of(user))
    page = destinations.asked_for(request) or session.origin(request)
    session.leave(request, why=ending.STOPPED, at=timezone.now())
    return redirect(page)
