"""When a second factor is demanded: asked by the gate for every view behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access import destinations, factors, proof
from portal.access.gate import Declaration, is_api
from portal.access.locale import signed_in
from portal.policy.models import Demand, Policy
from tenants import scope
from tenants.accounts.models import User
from tenants.factors import queries

SET_UP, PROVE = "factors:list", "factors:proof"


@dataclass(frozen=True, slots=True)
class Demanded:
    """What the firm wants of this person, and from when on."""

    demand: str
    required_from: datetime | None

    @property
    def is_off(self) -> bool:
        """Whether the firm offers no second factors."""
        return self.demand == Demand.OFF

    @property
    def is_required(self) -> bool:
        """Whether there must be one, now or from a day on."""
        return self.demand == Demand.REQUIRED

    def is_due(self, at: datetime) -> bool:
        """Whether nothing opens without one."""
        begins = self.required_from
        return self.is_required and (begins is None or begins <= at)


def demand_on(user: User, rules: Policy) -> Demanded:
    """The rule for this person."""
    if user.is_client:
        return Demanded(rules.client_second_factor, rules.client_required_from)
    return Demanded(rules.staff_second_factor, rules.staff_required_from)


def may_add(user: User, rules: Policy) -> bool:
    """Whether this person may set one up: who has one keeps it when they are off."""
    return not demand_on(user, rules).is_off or queries.has_any(user)


def refuse(request: HttpRequest, declared: Declaration) -> HttpResponse | None:
    """Named in settings.GATE_CONDITIONS: lead to what is missing, or let pass.

    On the platform's host the gate itself asks every operator for a second factor; a
    guest of a firm has proved himself there.
    """
    user = signed_in(request)
    if user is None or user.is_guest or _is_proof(request):
        return None
    now = timezone.now()
    if scope.current().firm and (missing := _missing(request, user, declared, at=now)):
        return _lead(request, missing)
    return _lead(request, PROVE) if _is_stale(request, declared, at=now) else None


def refuse_stale(request: HttpRequest, user: User) -> HttpResponse | None:
    """For a view that asks for the password itself: whoever has a second factor must
    have proved it lately as well."""
    if not queries.has_any(user) or proof.is_fresh(request, at=timezone.now()):
        return None
    return _lead(request, PROVE)


def _is_stale(request: HttpRequest, declared: Declaration, *, at: datetime) -> bool:
    """Whether the view wants a later proof than the session has."""
    if declared.full_proof and not proof.has_password(request, at=at):
        return True
    asks = declared.step_up or declared.full_proof
    return asks and not proof.is_fresh(request, at=at)


def _missing(
    request: HttpRequest, user: User, declared: Declaration, *, at: datetime
) -> str | None:
    """The page of a firm that must come first."""
    if factors.is_verified(user):
        return None
    if queries.has_any(user):
        return PROVE
    rules = request.policy  # type: ignore[attr-defined]
    if not declared.before_second_factor and demand_on(user, rules).is_due(at):
        return SET_UP
    return None


def _is_proof(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name == PROVE


def _lead(request: HttpRequest, name: str) -> HttpResponse:
    if is_api(request):
        detail = _("Prove your second factor first.")
        return JsonResponse({"detail": detail}, status=403)
    page = reverse(name)
    if request.method in {"GET", "HEAD"}:
        return redirect(destinations.with_next(page, request))
    before = destinations.back(request)
    return redirect(destinations.on_to(page, before) if before else page)
