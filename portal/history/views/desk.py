"""The firm's log, newest first."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from portal.history import actions, queries, sheet
from portal.history.forms import FilterForm
from portal.history.keeping import length
from portal.history.line import line_of
from tenants.audit import retention
from tenants.audit.models import Entry


@requires(Permission.HISTORY_VIEW)
@require_safe
def entries(request: PortalRequest) -> HttpResponse:
    """A page of it, narrowed by what the address says."""
    form = FilterForm(request.GET)
    filters = form.filters()
    found = queries.entries(filters, user=request.user)
    before = _key(request.GET.get("before", ""))
    rows, has_more = queries.page(found, before)
    terms = retention.current(at=timezone.now())
    context = {
        "form": form,
        "lines": [line_of(entry) for entry in rows],
        "older": rows[-1].pk if has_more else None,
        "is_later_page": before is not None,
        "is_filtered": filters.is_any,
        "about": _name_of(filters.about, rows),
        "can_export": allowed(request.user.role, Permission.HISTORY_EXPORT),
        "most_rows": sheet.MOST_ROWS,
        "length": length(terms.years),
        "next_length": length(terms.next_years) if terms.next_years else "",
        "next_from": terms.next_from,
    }
    return render(request, "history/list.html", context)


@requires(Permission.HISTORY_EXPORT, step_up=True)
@require_safe
def file(request: PortalRequest) -> HttpResponse:
    """The same as a CSV file, the newest rows when there are too many. Taking it is in
    the log too."""
    filters = FilterForm(request.GET).filters()
    found = queries.entries(filters, user=request.user)
    rows = list(found[: sheet.MOST_ROWS])
    actions.note_export(rows=len(rows), by=request.user, at=timezone.now())
    return sheet.answer(rows)


def _name_of(thing: UUID | None, rows: list[Entry]) -> str:
    """As it was called last, where the page has an entry about the thing itself."""
    names = (each.target_name for each in rows if each.target_id == thing)
    return next(names, "") if thing else ""


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
