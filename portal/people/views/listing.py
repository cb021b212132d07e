"""The list of contacts, and the same as a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from portal.people import bulk, sheet, taking
from portal.people.filters import ACCESS, Filters
from portal.people.models import Contact, ContactQuerySet, Kind
from portal.ui.paging import Pages, SearchPages

PAGE_SIZE = 25


@requires(Permission.CONTACT_VIEW)
@require_safe
def contacts(request: PortalRequest) -> HttpResponse:
    """All contacts by name, or those that are asked for, the best first."""
    visible = Contact.objects.visible_to(request.user)
    filters = Filters.of(request.GET)
    kind = SearchPages if filters.query else Pages
    pages = kind(
        filters.apply(visible), PAGE_SIZE, dressed=ContactQuerySet.with_portal_access
    )
    role, page_obj = request.user.role, pages.get_page(request.GET.get("page"))
    context = {
        "page_obj": page_obj,
        "filters": filters,
        "kinds": Kind.choices,
        "accesses": ACCESS.items(),
        "is_any_there": pages.count > 0 or visible.there().exists(),
        "may_invite": allowed(role, Permission.CLIENT_INVITE),
        "may_merge": allowed(role, Permission.CONTACT_MERGE),
        "may_import": allowed(role, Permission.CONTACT_IMPORT),
        "may_export": allowed(role, Permission.CONTACT_EXPORT),
    }
    return render(request, "people/list.html", context)


@requires(Permission.CONTACT_EXPORT, step_up=True)
@require_safe
def file(request: PortalRequest) -> HttpResponse:
    """Those that are asked for, or the chosen ones, as a file. It is in the log."""
    if "chosen" in request.GET and not request.GET.getlist("contact"):
        messages.info(request, _("Nobody was chosen."))
        return redirect("desk:people:list")
    rows = list(_asked_for(request).with_points()[: sheet.MOST_ROWS])
    taking.note_export(rows=len(rows), by=request.user, at=timezone.now())
    return sheet.answer(rows)


def _asked_for(request: PortalRequest) -> ContactQuerySet:
    visible = Contact.objects.visible_to(request.user)
    if "chosen" in request.GET:
        chosen = bulk.keys(request.GET.getlist("contact"))
        return visible.filter(pk__in=chosen).by_name()
    return Filters.of(request.GET).apply(visible)
