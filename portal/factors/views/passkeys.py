"""Making passkeys, and forgetting them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.access import factors, proof
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.factors import required
from portal.factors.forms import PasskeyForm
from tenants.errors import DomainError
from tenants.factors import actions, ceremony, queries
from tenants.factors.models import Passkey

CHALLENGE = "new_passkey_challenge"
UNPROCESSABLE = 422


@requires(Permission.ACCOUNT, before_second_factor=True, full_proof=True)
@require_http_methods(["GET", "HEAD", "POST"])
def passkey(request: PortalRequest) -> HttpResponse:
    """Name the device, and let it make a passkey for this address."""
    if not required.may_add(request.user, request.policy):
        return redirect("factors:list")
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        try:
            return _keep(request, form)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
    place = factors.place(request)
    here = queries.of(request.user).passkeys_at(place.host)
    question = ceremony.to_make(request.user, here, place=place)
    request.session[CHALLENGE] = question.challenge
    context = {"form": form, "question": question.options, "host": place.host}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "factors/passkey.html", context, status=status)


@requires(Permission.ACCOUNT, full_proof=True)
@require_POST
def passkey_removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Forget a passkey."""
    mine = get_object_or_404(Passkey, pk=pk, user=request.user)
    actions.remove_passkey(mine, by=request.user, at=timezone.now())
    messages.success(request, _("The passkey is removed."))
    return redirect("factors:list")


def _keep(request: PortalRequest, form: PasskeyForm) -> HttpResponse:
    now, challenge = timezone.now(), request.session.pop(CHALLENGE, "")
    with transaction.atomic():
        device = actions.add_passkey(
            request.user,
            form.cleaned_data["answer"],
            challenge,
            name=form.cleaned_data["name"],
            place=factors.place(request),
            at=now,
        )
        codes = actions.make_codes_unless_there(request.user, at=now)
    proof.give(request, device, at=now)
    if codes:
        return render(request, "factors/codes.html", {"codes": codes, "is_new": True})
    messages.success(request, _("The passkey is kept."))
    return redirect("factors:list")
