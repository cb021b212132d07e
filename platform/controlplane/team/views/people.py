"""The list of the operators, one of them, and a new one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from controlplane.frame import words
from controlplane.team import actions, queries
from controlplane.team.forms import InviteForm
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from tenants.errors import DomainError

UNPROCESSABLE = 422


@requires(Permission.TEAM_VIEW)
@require_safe
def people(request: PortalRequest) -> HttpResponse:
    """Everybody who runs the platform."""
    context = {
        "members": queries.members(at=timezone.now()),
        "may_edit": allowed(request.user.role, Permission.TEAM_EDIT),
    }
    return render(request, "team/list.html", context)


@requires(Permission.TEAM_VIEW)
@require_safe
def person(request: PortalRequest, pk: UUID) -> HttpResponse:
    """One operator: role, how he gets in, what was changed about him."""
    member = queries.member(pk, at=timezone.now())
    is_self = member.user.pk == request.user.pk
    may_edit = allowed(request.user.role, Permission.TEAM_EDIT) and not is_self
    context = {
        "member": member,
        "entries": [
            (entry, words.action(entry.action))
            for entry in queries.recent_about(member.user)
        ],
        "is_self": is_self,
        "may_edit": may_edit,
    }
    return render(request, "team/detail.html", context)


@requires(Permission.TEAM_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """Invite a colleague."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            actions.invite(**form.cleaned_data, by=request.user, at=timezone.now())
        except DomainError as refusal:
            form.add_error("email", refusal.message)
        else:
            messages.success(request, _("The link is on its way."))
            return redirect("team:list")
    status = UNPROCESSABLE if form.errors else None
    return render(request, "team/new.html", {"form": form}, status=status)
