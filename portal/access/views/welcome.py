"""The hand-over: the sign-up page sends a new firm's owner on to the firm's host."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from portal.access import actions
from portal.access.gate import everyone
from portal.access.models import Kind
from portal.access.problems import InvitationProblem
from portal.access.views.invitation import problem_page, to_password


@everyone
@csrf_exempt  # the form stands on the platform's host; the one-time token is the proof
@sensitive_post_parameters("token")
@require_POST
def welcome(request: HttpRequest) -> HttpResponse:
    """Redeem the token, then set a password."""
    now = timezone.now()
    try:
        token = request.POST.get("token", "")
        user = actions.redeem(token, at=now, kind=Kind.HANDOVER)
    except InvitationProblem as problem:
        return problem_page(request, problem)
    return to_password(request, user, at=now)
