"""One date on the desk: adding, changing, and what becomes of it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.calendar import actions, queries
from portal.calendar.filters import day_of
from portal.calendar.forms import EntryForm
from portal.calendar.models import CalendarEntry, EntryKind
from portal.cases.models import Case, Party
from portal.people.days import today
from tenants import scope
from tenants.accounts.models import User

METHODS = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


class Action(Protocol):
    """What all the buttons do."""

    def __call__(
        self, *, entry: CalendarEntry, by: User, at: datetime
    ) -> CalendarEntry:
        """Change the entry, and answer with it as it stands now."""


@requires(Permission.CALENDAR_EDIT)
@require_http_methods(METHODS)
def new(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Add a date to a case."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    entry = CalendarEntry(
        case=case,
        kind=EntryKind.DEADLINE,
        zone=scope.current_firm().time_zone,
        responsible=case.responsible,
        reminders=queries.rules().reminders,
    )
    day = day_of(request.GET.get("day", ""))
    form = EntryForm(request.POST or None, entry=entry, initial={"day": day})
    if form.is_valid():
        actions.add(
            entry=form.save(),
            is_shared=form.cleaned_data["is_shared"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("The date is in the calendar."))
        return _to_case(entry)
    return _page(request, form, entry)


@requires(Permission.CALENDAR_EDIT)
@require_http_methods(METHODS)
def entry(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Change a date."""
    found = _entry(request, pk)
    form = EntryForm(request.POST or None, entry=found)
    if form.is_valid():
        actions.change(entry=form.save(), by=request.user, at=timezone.now())
        messages.success(request, _("Your changes were saved."))
        return _to_case(found)
    return _page(request, form, found)


@requires(Permission.CALENDAR_EDIT)
@require_POST
def sharing(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Let the clients see it."""
    return _do(request, pk, actions.share, _("Clients see it now."))


@requires(Permission.CALENDAR_EDIT)
@require_POST
def sharing_removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Clients see it no more."""
    return _do(request, pk, actions.make_internal, _("Clients see it no more."))


@requires(Permission.CALENDAR_EDIT)
@require_POST
def completion(request: PortalRequest, pk: UUID) -> HttpResponse:
    """It is done."""
    return _do(request, pk, actions.mark_done, _("Marked as done."))


@requires(Permission.CALENDAR_EDIT)
@require_POST
def completion_removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """It is not done after all."""
    return _do(request, pk, actions.mark_not_done, _("Marked as not done."))


@requires(Permission.CALENDAR_EDIT)
@require_POST
def cancellation(request: PortalRequest, pk: UUID) -> HttpResponse:
    """It does not take place."""
    return _do(request, pk, actions.cancel, _("Cancelled."))


@requires(Permission.CALENDAR_EDIT)
@require_POST
def cancellation_removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """It takes place after all."""
    return _do(request, pk, actions.restore, _("It is back in the calendar."))


def _do(request: PortalRequest, pk: UUID, action: Action, said: str) -> HttpResponse:
    found = _entry(request, pk)
    action(entry=found, by=request.user, at=timezone.now())
    messages.success(request, said)
    return _to_case(found)


def _entry(request: PortalRequest, pk: UUID) -> CalendarEntry:
    visible = CalendarEntry.objects.visible_to(request.user)
    return get_object_or_404(visible.with_rows(), pk=pk)


def _to_case(entry: CalendarEntry) -> HttpResponse:
    page = reverse("desk:cases:detail", args=[entry.case_id])
    return redirect(f"{page}?tab=calendar")


def _page(
    request: PortalRequest, form: EntryForm, entry: CalendarEntry
) -> HttpResponse:
    parties = Party.objects.reading(today()).filter(case=entry.case)
    is_new = entry._state.adding
    context = {
        "form": form,
        "entry": entry,
        "is_new": is_new,
        # What stands in the database, not what was typed.
        "saved": None if is_new else CalendarEntry.objects.get(pk=entry.pk),
        "readers": parties.select_related("contact").in_order(),
    }
    status = UNPROCESSABLE if form.errors else None
    return render(request, "calendar/form.html", context, status=status)
