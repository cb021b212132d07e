"""What else a firm asks of somebody before he gets a session."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from tenants.accounts.models import User


def refusal(request: HttpRequest, user: User) -> HttpResponse | None:
    """The answer in place of a session; None when he may have one.

    settings.SIGN_IN_CONDITIONS names who is asked: upper features, hence the setting.
    """
    for name in settings.SIGN_IN_CONDITIONS:
        refused: HttpResponse | None = import_string(name)(request, user)
        if refused is not None:
            return refused
    return None
