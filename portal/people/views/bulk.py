"""Inviting several contacts: first who it would be, then one button."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.people import bulk
from portal.people.filters import Filters
from portal.people.models import Contact, ContactQuerySet


@requires(Permission.CLIENT_INVITE)
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: PortalRequest) -> HttpResponse:
    """Show who would be invited and who would not; the POST invites."""
    now, chosen = timezone.now(), _chosen(request)
    found = bulk.choices(chosen, at=now)
    if request.method == "POST":
        return _invite(request, found)
    context = {
        "ready": [each for each in found if not each.hindrance],
        "hindered": [each for each in found if each.hindrance],
        "most": bulk.MOST,
        "is_cut": chosen.count() > len(found),
    }
    return render(request, "people/invitations.html", context)


def _chosen(request: PortalRequest) -> ContactQuerySet:
    """Those who were ticked; with `all`, every contact that the search finds."""
    visible = Contact.objects.visible_to(request.user)
    if request.method != "POST" and "all" in request.GET:
        return Filters.of(request.GET).apply(visible).filter(user=None)
    typed = request.POST if request.method == "POST" else request.GET
    return visible.filter(pk__in=bulk.keys(typed.getlist("contact")))


def _invite(request: PortalRequest, found: list[bulk.Choice]) -> HttpResponse:
    invited, refused = bulk.invite(found, by=request.user, at=timezone.now())
    if invited:
        words = ngettext(
            "%(count)s invitation goes out.",
            "%(count)s invitations go out.",
            len(invited),
        )
        messages.success(request, words % {"count": len(invited)})
    for each in refused:
        words = _("%(name)s was not invited: %(why)s")
        messages.warning(
            request, words % {"name": each.contact.name, "why": each.hindrance}
        )
    if not found:
        messages.info(request, _("Nobody was chosen."))
    return redirect("desk:people:list")
