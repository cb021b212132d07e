"""Where one is signed in, and staying so: of a firm's people, and of operators.

Ending a session asks anew who one is (OWASP ASVS 5.0, 7.5.2): whoever finds a browser
open shall not sign its owner out elsewhere.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.account import actions, limits


@requires(Permission.ACCOUNT, step_up=True)
@require_POST
def removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Sign one browser out; this one too, if it is chosen."""
    session = actions.session_of(request.user, pk)
    if session is None:
        raise Http404
    if session.session_key == request.session.session_key:
        return redirect(request.page.sign_out_url)
    actions.end_session(session, by=request.user, at=timezone.now())
    messages.success(request, _("That device is signed out."))
    return redirect(request.page.account_url)


@requires(Permission.ACCOUNT, step_up=True)
@require_POST
def others_removal(request: PortalRequest) -> HttpResponse:
    """Sign out everywhere else."""
    actions.end_other_sessions(
        request.user, session=str(request.session.session_key), at=timezone.now()
    )
    messages.success(request, _("You are signed out everywhere else."))
    return redirect(request.page.account_url)


@requires(Permission.ACCOUNT)
@require_POST
def still_here(request: PortalRequest) -> HttpResponse:
    """The gate has noted it; tell the page how long the session lasts now."""
    return JsonResponse({"seconds": limits.seconds_left(request)})
