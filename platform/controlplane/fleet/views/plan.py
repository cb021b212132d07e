"""Give a firm another plan."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from controlplane.fleet import file
from controlplane.fleet.danger import Danger, page, typed
from controlplane.fleet.forms import PlanForm
from controlplane.plans import actions
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission


@requires(Permission.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Choose one of the plans, or none, which limits nothing."""
    firm = file.find(pk)
    form = PlanForm(typed(request), initial={"plan": firm.plan})
    danger = Danger(
        title=_("Another plan for %(firm)s") % {"firm": firm.name},
        effects=(
            _("The new limits count at once."),
            _("What the firm has already stays; only more is refused."),
        ),
        button=_("Change the plan"),
        done=_("The firm has another plan."),
        is_grave=False,
    )
    return page(request, firm, danger, form, lambda: actions.assign(
        firm, form.cleaned_data["plan"], by=request.user, at=timezone.now(),
        reason=form.cleaned_data["reason"],
    ))  # fmt: skip
