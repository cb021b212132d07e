"""The page itself, with the form that was sent, if any was."""

from __future__ import annotations

from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.account import limits, parts, queries
from portal.account.forms import EmailForm, PasswordForm, ProfileForm
from tenants.factors import queries as factors

UNPROCESSABLE = 422


@requires(Permission.ACCOUNT)
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """Everything about oneself."""
    return page(request)


def page(
    request: PortalRequest,
    *,
    profile: ProfileForm | None = None,
    password: PasswordForm | None = None,
    email: EmailForm | None = None,
) -> HttpResponse:
    """The account page. A form that was sent stands in its place, with its errors."""
    user, now = request.user, timezone.now()
    sent = profile or password or email
    context = {
        "base": "ui/portal.html" if user.is_client else "ui/desk.html",
        "form": sent,
        "profile": profile or ProfileForm(user, auto_id="profile_%s"),
        "password": password or PasswordForm(user, auto_id="password_%s"),
        "email": email or EmailForm(user, auto_id="email_%s"),
        "rules": password_validators_help_texts(),
        "has_second_step": factors.has_any(user),
        "parts": parts.shown_to(user),
        "waiting": queries.waiting_change(user, now),
        "devices": queries.devices_of(
            user,
            session=request.session.session_key,
            limits=limits.of(request, user),
            at=now,
        ),
    }
    status = UNPROCESSABLE if sent is not None else None
    return render(request, "account/home.html", context, status=status)
