"""Proving once more who one is, before what must not rest on an open laptop."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.access import actions, codes, destinations, factors, lockout
from portal.access import proof as proofs
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.factors.forms import PresentPasswordForm
from tenants.factors import queries

UNPROCESSABLE, TOO_MANY = 422, 429
WORD = "password"
WAIT = gettext_lazy(
    "There were too many tries. Wait a quarter of an hour, then try again."
)
Asking = PresentPasswordForm | codes.ProofForm


@requires(Permission.ACCOUNT)
@sensitive_post_parameters("otp_token", "password", "answer")
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: PortalRequest) -> HttpResponse:
    """Ask for a second factor; for the password where there is none, or where the
    factor was proved just now and what comes next asks for both."""
    kept, place = queries.of(request.user), factors.place(request)
    ways = () if _lacks_password(request) else factors.ways(kept, host=place.host)
    asked = request.GET.get("by", "")
    way = asked if asked in ways else next(iter(ways), WORD)
    must_wait = lockout.waits_until(request.user.email, at=timezone.now())
    data = request.POST if request.method == "POST" and not must_wait else None
    form = _form(request, way, data)
    if form.is_valid():
        return _go_on(request, way)
    if must_wait:
        form.cleaned_data = {}
        form.add_error(None, WAIT)
    elif form.is_guess:
        actions.note_failed_proof(request.user, at=timezone.now(), factor=way)
        lockout.count(request.user.email, at=timezone.now())
    context = {
        "form": form,
        "way": way,
        "other_ways": [each for each in ways if each != way],
        "question": form.question() if isinstance(form, codes.PasskeyForm) else "",
        "wish": destinations.asked_for(request) or "",
    }
    status = TOO_MANY if must_wait else UNPROCESSABLE if form.errors else None
    return render(request, "factors/proof.html", context, status=status)


def _form(request: PortalRequest, way: str, data: QueryDict | None) -> Asking:
    if way == WORD:
        return PresentPasswordForm(request.user, data)
    return codes.FORMS[way](request.user, request, data=data)


def _lacks_password(request: PortalRequest) -> bool:
    """Whether the second factor is fresh, and the password is not."""
    now = timezone.now()
    is_fresh = factors.is_verified(request.user) and proofs.is_fresh(request, at=now)
    return is_fresh and not proofs.has_password(request, at=now)


def _go_on(request: PortalRequest, way: str) -> HttpResponse:
    factor, now = getattr(request.user, "otp_device", None), timezone.now()
    actions.note_proof(request.user, at=now, factor=way)
    if way == WORD and factor is not None:
        proofs.give_password(request, at=now)
    else:
        proofs.give(request, factor, at=now)
    lockout.forget_here(request.user.email)
    return redirect(destinations.asked_for(request) or request.page.home_url)
