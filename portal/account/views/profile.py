"""Name, language and time zone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.access import locale
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.account import actions
from portal.account.forms import ProfileForm
from portal.account.views.page import page


@requires(Permission.ACCOUNT)
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PortalRequest) -> HttpResponse:
    """Save them, and speak the new language at once."""
    if request.method != "POST":
        return redirect("account:home")
    form = ProfileForm(request.user, request.POST, auto_id="profile_%s")
    if not form.is_valid():
        return page(request, profile=form)
    actions.save_profile(request.user, **form.cleaned_data, at=timezone.now())
    language = form.cleaned_data["language"]
    with translation.override(language):
        messages.success(request, _("Saved."))
    response = redirect("account:home")
    locale.remember(response, language)
    return response
