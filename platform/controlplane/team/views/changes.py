"""Changes of a colleague's account: each page says what follows, and asks why."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from controlplane.team import actions, queries
from controlplane.team.forms import AccessForm, ReasonForm, RoleForm
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from tenants.accounts.models import User

METHODS = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


@requires(Permission.TEAM_EDIT)
@require_http_methods(METHODS)
def role(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Another role."""
    operator = queries.operator(pk)
    form = RoleForm(request.POST or None, initial={"role": operator.role})
    return _change(request, operator, form, "role", actions.change_role)


@requires(Permission.TEAM_EDIT)
@require_http_methods(METHODS)
def link(request: PortalRequest, pk: UUID) -> HttpResponse:
    """A new link for who has lost the password, or the phone."""
    form = AccessForm(request.POST or None)
    return _change(request, queries.operator(pk), form, "link", actions.renew_access)


@requires(Permission.TEAM_EDIT)
@require_http_methods(METHODS)
def closure(request: PortalRequest, pk: UUID) -> HttpResponse:
    """No more access."""
    form = ReasonForm(request.POST or None)
    return _change(request, queries.operator(pk), form, "closure", actions.close)


@requires(Permission.TEAM_EDIT)
@require_http_methods(METHODS)
def reopening(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Access again."""
    form = ReasonForm(request.POST or None)
    return _change(request, queries.operator(pk), form, "reopening", actions.reopen)


def _change(
    request: PortalRequest,
    operator: User,
    form: ReasonForm,
    name: str,
    act: Callable[..., object],
) -> HttpResponse:
    """Ask, then act; a refusal of the action becomes a message by itself."""
    if form.is_valid():
        act(operator, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("Done, and written in the log."))
        return redirect("team:detail", pk=operator.pk)
    context = {"form": form, "operator": operator}
    status = UNPROCESSABLE if form.errors else None
    return render(request, f"team/{name}.html", context, status=status)
