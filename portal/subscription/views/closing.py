"""The way out: closing the firm's portal."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.subscription import actions, usage
from portal.subscription.forms import ClosingForm
from portal.subscription.models import Closing
from tenants.accounts.models import User
from tenants.accounts.roles import CLIENTS

UNPROCESSABLE = 422


@requires(Permission.FIRM_CLOSE, step_up=True)
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: PortalRequest) -> HttpResponse:
    """Say what it means, and take the firm's typed name for a yes."""
    form = ClosingForm(request.POST or None, firm=request.firm)
    if form.is_valid():
        actions.request_closing(
            reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )
        messages.success(
            request, _("We close your portal within a minute and send you a mail.")
        )
        return redirect("desk:subscription:closing")
    return _page(request, form)


def _page(request: PortalRequest, form: ClosingForm) -> HttpResponse:
    context = {
        "form": form,
        "latest": Closing.objects.order_by("-requested_at", "-pk").first(),
        "clients": User.objects.filter(role__in=CLIENTS, is_active=True).count(),
        "staff": usage.staff().used,
        "days": settings.ERASURE_GRACE_DAYS,
    }
    status = UNPROCESSABLE if form.errors else None
    return render(request, "subscription/closing.html", context, status=status)
