"""From where staff and clients may come."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from portal.security import actions
from portal.security.forms import NetworkForm
from portal.security.models import NetworkRule, Who
from tenants import origin
from tenants.errors import DomainError

UNPROCESSABLE = 422


@requires(Permission.SECURITY_VIEW)
@require_safe
def networks(request: PortalRequest) -> HttpResponse:
    """Both lists. What was just removed stands in the form again, to be put back."""
    removed = {name: request.GET.get(name, "") for name in ("who", "network", "note")}
    return _page(request, NetworkForm(initial=removed))


@requires(Permission.SECURITY_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """Let a network in."""
    if request.method != "POST":
        return redirect("desk:security:networks")
    form = NetworkForm(request.POST)
    if form.is_valid() and (rule := _added(request, form)):
        words = {"network": rule.network}
        messages.success(request, _("%(network)s was added.") % words)
        return redirect("desk:security:networks")
    return _page(request, form)


@requires(Permission.SECURITY_EDIT)
@require_POST
def removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Take a network out."""
    rule = get_object_or_404(NetworkRule, pk=pk)
    actions.remove_network(rule, by=request.user, at=timezone.now())
    words = {"network": rule.network}
    messages.success(
        request,
        _("%(network)s was removed. To undo that, press Add in the form below.")
        % words,
    )
    again = {"who": rule.who, "network": rule.network, "note": rule.note}
    return redirect(f"{reverse('desk:security:networks')}?{urlencode(again)}")


def _added(request: PortalRequest, form: NetworkForm) -> NetworkRule | None:
    """The new row; a refusal becomes an error of the field."""
    try:
        return actions.add_network(
            who=Who(form.cleaned_data["who"]),
            network=form.cleaned_data["network"],
            note=form.cleaned_data["note"],
            by=request.user,
            at=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error("network", refusal.message)
        return None


def _page(request: PortalRequest, form: NetworkForm) -> HttpResponse:
    rules = list(NetworkRule.objects.in_order().select_related("created_by"))
    context = {
        "form": form,
        "lists": [(who, [rule for rule in rules if rule.who == who]) for who in Who],
        "address": origin.current().address,
        "may_edit": allowed(request.user.role, Permission.SECURITY_EDIT),
    }
    status = UNPROCESSABLE if form.errors else None
    return render(request, "security/networks.html", context, status=status)
