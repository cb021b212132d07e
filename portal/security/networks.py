"""From where people may come: a condition of the gate, and of signing in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.gate import Declaration, is_api
from portal.security import reach
from portal.security.models import NetworkRule
from tenants import audit, origin, scope
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.origin import Address

REFUSED = "network.refused"
ONE_ROW_IN = timedelta(minutes=15)
FORBIDDEN = 403


def admits(rules: list[NetworkRule], address: Address | None) -> bool:
    """Whether these networks let the address in. An unknown one needs an empty list."""
    if not rules:
        return True
    return address is not None and any(address in rule.parsed for rule in rules)


def refuse(request: HttpRequest, declaration: Declaration) -> HttpResponse | None:
    """Asked by the gate, first of all conditions. Signing out is always possible."""
    if scope.current().firm is None or request.path == reverse("access:sign_out"):
        return None
    return refuse_person(request, request.user)  # type: ignore[arg-type]


def refuse_person(request: HttpRequest, user: User) -> HttpResponse | None:
    """The answer to somebody from a network that the firm does not let in."""
    if scope.current().firm is None:
        return None
    address = origin.current().address
    if admits(list(NetworkRule.objects.binding(user)), address):
        return None
    _write_down(user, address, at=timezone.now())
    if is_api(request):
        detail = _("Your network is not allowed here.")
        return JsonResponse({"detail": detail}, status=FORBIDDEN)
    context = {"address": address, "contact": reach.owner(), "is_staff": user.is_staff}
    return render(request, "security/network_refused.html", context, status=FORBIDDEN)


@transaction.atomic
def _write_down(user: User, address: Address | None, *, at: datetime) -> None:
    """One row for an address and a quarter of an hour, however often it knocks."""
    known = str(address) if address else None
    recent = Entry.objects.filter(action=REFUSED, at__gt=at - ONE_ROW_IN)
    if not recent.filter(address=known).exists():
        audit.record(REFUSED, user, by=user, at=at)
