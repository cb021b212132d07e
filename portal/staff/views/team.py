"""Who works for the firm, and inviting somebody new."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from portal.staff import actions, queries
from portal.staff.forms import InviteForm
from tenants.accounts.roles import Role
from tenants.errors import DomainError
from tenants.limits import LimitReached

UNPROCESSABLE = 422


@requires(Permission.STAFF_VIEW)
@require_safe
def team(request: PortalRequest) -> HttpResponse:
    """Everybody, with role, last sign-in and state."""
    context = {
        "colleagues": queries.colleagues(at=timezone.now()),
        "may_edit": allowed(request.user.role, Permission.STAFF_EDIT),
    }
    return render(request, "staff/list.html", context)


@requires(Permission.STAFF_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """Invite a colleague."""
    initial = {"language": request.firm.language, "role": Role.LAWYER}
    form = InviteForm(request.POST or None, initial=initial)
    if form.is_valid() and _is_invited(request, form):
        email = form.cleaned_data["email"]
        messages.success(
            request, _("The invitation goes to %(email)s.") % {"email": email}
        )
        return redirect("desk:staff:list")
    status = UNPROCESSABLE if form.errors else None
    return render(request, "staff/new.html", {"form": form}, status=status)


def _is_invited(request: PortalRequest, form: InviteForm) -> bool:
    """Whether it was done. What is refused is the address, or the plan is full."""
    try:
        actions.invite(**form.cleaned_data, by=request.user, at=timezone.now())
    except LimitReached as refusal:
        form.add_error(None, refusal.message)
    except DomainError as refusal:
        form.add_error("email", refusal.message)
    return not form.errors
