"""Settings > Support access: who asks, who is visiting, who was here."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from portal.support import actions, queries
from portal.support.forms import GrantForm
from portal.support.models import AccessState, RecoveryNotice, SupportAccess

UNPROCESSABLE = 422


@requires(Permission.SETTINGS_VIEW)
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """What is asked, what is under way, and what was."""
    return _page(request, None)


@requires(Permission.SUPPORT_GRANT)
@require_POST
def grant(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Let the operator in for a while."""
    access = get_object_or_404(SupportAccess, pk=pk)
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _page(request, (access.pk, form))
    actions.grant(access, duration=form.duration, by=request.user, at=timezone.now())
    messages.success(
        request, _("%(name)s may come in now.") % {"name": access.operator_name}
    )
    return redirect("desk:support:home")


@requires(Permission.SUPPORT_GRANT)
@require_POST
def refusal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Say no."""
    access = get_object_or_404(SupportAccess, pk=pk)
    actions.refuse(access, by=request.user, at=timezone.now())
    messages.success(request, _("You refused. Nobody comes in."))
    return redirect("desk:support:home")


@requires(Permission.SUPPORT_GRANT)
@require_POST
def end(request: PortalRequest, pk: UUID) -> HttpResponse:
    """End a visit at once."""
    access = get_object_or_404(SupportAccess, pk=pk)
    actions.end(access, by=request.user, at=timezone.now())
    messages.success(request, _("The visit is over."))
    return redirect("desk:support:home")


@requires(Permission.RECOVERY_STOP)
@require_POST
def recovery_stop(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Keep the owners that the firm has."""
    notice = get_object_or_404(RecoveryNotice, pk=pk)
    actions.stop_recovery(notice, by=request.user, at=timezone.now())
    messages.success(request, _("Stopped. The owners of this firm stay as they are."))
    return redirect("desk:support:home")


def _page(
    request: PortalRequest, refused: tuple[UUID, GrantForm] | None
) -> HttpResponse:
    now, visits = timezone.now(), queries.visits()
    current = [each for each in visits if each.is_in_force(now)]
    waiting = [each for each in visits if each.state == AccessState.REQUESTED]
    form = refused[1] if refused else None
    context = {
        "current": current,
        "waiting": [(each, _form_of(each, refused)) for each in waiting],
        "past": [each for each in visits if each not in current + waiting],
        "recoveries": queries.recoveries(),
        "can_grant": allowed(request.user.role, Permission.SUPPORT_GRANT),
        "can_stop": allowed(request.user.role, Permission.RECOVERY_STOP),
        "form": form,
    }
    status = UNPROCESSABLE if form else None
    return render(request, "support/desk.html", context, status=status)


def _form_of(
    access: SupportAccess, refused: tuple[UUID, GrantForm] | None
) -> GrantForm:
    """The form of this request; the one with errors, where it was refused."""
    if refused and refused[0] == access.pk:
        return refused[1]
    return GrantForm(auto_id=f"id_{access.pk}_%s")
