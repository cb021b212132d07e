"""Saying by when the clients of a case hear again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases.desk_page import form_page
from portal.cases.models import Case
from portal.updates import promise_actions
from portal.updates.forms import NextUpdateForm
from portal.updates.models import NextUpdate


@requires(Permission.UPDATE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def next_update(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Choose another day."""
    visible = Case.objects.visible_to(request.user).select_related("responsible")
    case = get_object_or_404(visible, pk=pk)
    promise = NextUpdate.objects.filter(case=case).first()
    sent = request.POST if request.method == "POST" else None
    form = NextUpdateForm(sent, promise=promise)
    if form.is_valid():
        promise_actions.promise(
            case=case,
            on=form.cleaned_data["due_on"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Saved. Clients read this day."))
        return redirect(f"{reverse('desk:cases:detail', args=[case.pk])}?tab=updates")
    return form_page(request, case, form, _("Next update"), "updates/next_form.html")
