"""Signing out."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.access import actions
from portal.access.gate import everyone
from portal.access.locale import signed_in


@everyone
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """A button for those who followed a link; the POST ends the session."""
    user = signed_in(request)
    if user is None:
        return redirect("operators:sign_in")
    if request.method != "POST":
        return render(request, "access/sign_out.html")
    actions.note_sign_out(user, at=timezone.now())
    logout(request)
    return redirect("operators:sign_in")
