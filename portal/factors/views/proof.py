"""Proving once more who one is, before what must not rest on an open laptop."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.access import codes, destinations, factors, lockout
from portal.access import proof as proofs
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.factors.forms import PresentPasswordForm
from tenants.factors import queries

UNPROCESSABLE, TOO_MANY = 422, 429


@requires(Permission.ACCOUNT)
@sensitive_post_parameters("otp_token", "password", "answer")
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: PortalRequest) -> HttpResponse:
    """Ask for a second factor; for the password where there is none."""
    kept, place = queries.of(request.user), factors.place(request)
    ways = factors.ways(kept, host=place.host)
    asked = request.GET.get("by", "")
    way = asked if asked in ways else next(iter(ways), "password")
    must_wait = lockout.waits_until(request.user.email, at=timezone.now())
    data = request.POST if request.method == "POST" and not must_wait else None
    form = _form(request, way, data)
    if data is not None and form.is_valid():
        return _go_on(request)
    if data is not None:
        lockout.count(request.user.email, at=timezone.now())
    context = {
        "form": form,
        "way": way,
        "other_ways": [each for each in ways if each != way],
        "question": form.question() if isinstance(form, codes.PasskeyForm) else "",
        "must_wait": must_wait,
        "wish": destinations.asked_for(request) or "",
    }
    status = TOO_MANY if must_wait else UNPROCESSABLE if form.errors else None
    return render(request, "factors/proof.html", context, status=status)


def _form(request: PortalRequest, way: str, data: object) -> Form:
    if way == "password":
        return PresentPasswordForm(request.user, data)
    return codes.FORMS[way](request.user, request, data=data)


def _go_on(request: PortalRequest) -> HttpResponse:
    factor = getattr(request.user, "otp_device", None)
    proofs.give(request, factor, at=timezone.now())
    lockout.forget(request.user.email)
    return redirect(destinations.asked_for(request) or request.page.home_url)
