"""Letting in who proved himself by a link instead of the password."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from portal.access import actions, admission, destinations, steps
from portal.access.backends import BACKEND
from tenants.accounts.models import User
from tenants.factors import queries as second_factors


def let_in(request: HttpRequest, user: User) -> HttpResponse:
    """Sign in, or on to the second factor of those who have one."""
    logout(request)  # whoever was signed in here is out, and the key is a new one
    if second_factors.has_any(user):
        steps.begin_after_link(request, user, backend=BACKEND)
        request.session.cycle_key()
        return redirect("access:sign_in")
    if refused := admission.refusal(request, user):
        return refused
    login(request, user, backend=BACKEND)
    actions.note_sign_in(user, at=timezone.now(), second_factor=False)
    return redirect(destinations.home_of(user))
