"""The firm's rules about its calendar: a page of the settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from portal.calendar import queries, rule_actions
from portal.calendar.forms import RulesForm

UNPROCESSABLE = 422


@requires(Permission.SETTINGS_VIEW)
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """What is in force."""
    rules = queries.rules()
    initial = {
        "reminders": [str(days) for days in rules.reminders],
        "has_feeds": rules.has_feeds,
    }
    return _page(request, RulesForm(initial=initial))


@requires(Permission.CASE_SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PortalRequest) -> HttpResponse:
    """Save what was chosen; a reload of the answer leads back to the page."""
    if request.method != "POST":
        return redirect("desk:calendar_settings:home")
    form = RulesForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    rule_actions.change_rules(
        reminders=sorted(form.cleaned_data["reminders"], reverse=True),
        has_feeds=form.cleaned_data["has_feeds"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Saved. It counts from now on."))
    return redirect("desk:calendar_settings:home")


def _page(request: PortalRequest, form: RulesForm) -> HttpResponse:
    may_edit = allowed(request.user.role, Permission.CASE_SETTINGS)
    if not may_edit:
        for field in form.fields.values():
            field.disabled = True
    context = {"form": form, "may_edit": may_edit}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "calendar/settings.html", context, status=status)
