"""How often the present password may be wrong in a session that is open.

Who finds somebody's browser open shall not find the password by trying. The session
counts, and ends; the account counts too (portal/access/lockout.py), because requests
that are sent at the same moment all find the same number in their session.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access import actions, lockout
from portal.access.gate import PortalRequest
from tenants import audit, scope

KEY = "password_guesses"
GUESSES = 5


def note_guess(request: PortalRequest) -> HttpResponse | None:
    """Count a wrong password. With the fifth the session ends: the answer says so."""
    actions.note_failed_proof(request.user, at=timezone.now(), factor="password")
    lockout.count(request.user.email, at=timezone.now())
    guesses = request.session.get(KEY, 0) + 1
    request.session[KEY] = guesses
    if guesses < GUESSES:
        return None
    with transaction.atomic():
        user, now = request.user, timezone.now()
        audit.record("account.password_guessed", user, by=user, at=now)
        logout(request)
    messages.error(
        request, _("The password was wrong too often, so you were signed out.")
    )
    return redirect(settings.SIGN_IN["firm" if scope.current().firm else "platform"])


def forget_guesses(request: PortalRequest) -> None:
    """The right one was given."""
    request.session.pop(KEY, None)
