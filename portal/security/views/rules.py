"""What clients see, and how people prove who they are: two pages over one policy."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from portal.policy import queries
from portal.security import actions
from portal.security.forms import AccessForm, RulesForm

UNPROCESSABLE = 422


@requires(Permission.SECURITY_VIEW)
@require_safe
def access(request: PortalRequest) -> HttpResponse:
    """What clients can open."""
    return _page(request, "access", AccessForm(instance=queries.current()))


@requires(Permission.SECURITY_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def access_change(request: PortalRequest) -> HttpResponse:
    """Open or close the portal and its sections."""
    return _change(request, "access", AccessForm)


@requires(Permission.SECURITY_VIEW)
@require_safe
def rules(request: PortalRequest) -> HttpResponse:
    """Second factors, sessions, and which cases staff see."""
    return _page(request, "rules", RulesForm(instance=queries.current()))


@requires(Permission.SECURITY_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def rules_change(request: PortalRequest) -> HttpResponse:
    """Set them."""
    return _change(request, "rules", RulesForm)


def _change(
    request: PortalRequest, name: str, form_class: type[AccessForm | RulesForm]
) -> HttpResponse:
    """Save what was sent; a reload of the answer leads back to the page."""
    if request.method != "POST":
        return redirect(f"desk:security:{name}")
    form = form_class(request.POST, instance=queries.current())
    if not form.is_valid():
        return _page(request, name, form)
    actions.change_policy(form.values, by=request.user, at=timezone.now())
    messages.success(request, _("Saved. It counts from now on."))
    return redirect(f"desk:security:{name}")


def _page(
    request: PortalRequest, name: str, form: AccessForm | RulesForm
) -> HttpResponse:
    may_edit = allowed(request.user.role, Permission.SECURITY_EDIT)
    if not may_edit:
        for field in form.fields.values():
            field.disabled = True
    context = {"form": form, "may_edit": may_edit}
    status = UNPROCESSABLE if form.errors else None
    return render(request, f"security/{name}.html", context, status=status)
