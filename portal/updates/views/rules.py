"""The firm's rule about the next update: a page of the settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.updates import promise_actions, queries
from portal.updates.forms import RulesForm

UNPROCESSABLE = 422


@requires(Permission.CASE_SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: PortalRequest) -> HttpResponse:
    """After how many days clients hear again."""
    sent = request.POST if request.method == "POST" else None
    form = RulesForm(sent, instance=queries.rules())
    if form.is_valid():
        promise_actions.choose_days(
            days=form.cleaned_data["days"], by=request.user, at=timezone.now()
        )
        messages.success(request, _("Saved. It counts from now on."))
        return redirect("desk:settings:home")
    status = UNPROCESSABLE if form.errors else None
    return render(request, "updates/rules.html", {"form": form}, status=status)
