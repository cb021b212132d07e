"""The firm being made, step by step, and the way over to its own host."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from controlplane.signup import progress as reading
from controlplane.signup import visit
from portal.access.gate import everyone


@everyone
@never_cache
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """The steps; when all are done, the form that posts the token to the firm."""
    sign_up = visit.sign_up(request)
    if sign_up is None:
        return redirect("signup:start")
    found = reading.of(sign_up, at=timezone.now())
    context = {
        "firm_name": sign_up.firm_name,
        "address": sign_up.address,
        "email": sign_up.email,
        "state": found.state,
        "steps": found.steps,
        "message": found.message,
        "progress_url": reverse("signup:progress_state"),
    }
    if found.handover is None:
        return render(request, "signup/progress.html", context)
    context |= {"handover_url": found.handover.url, "token": found.handover.token}
    response = render(request, "signup/progress.html", context)
    _allow_form_to(response, found.handover.origin)
    return response


def _allow_form_to(response: HttpResponse, origin: str) -> None:
    """This page alone may post to the firm's host (read by django-csp)."""
    response._csp_update = {"form-action": [origin]}  # type: ignore[attr-defined]
