"""Begin: from the page of a contact, or of a case."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from portal.access import destinations
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases.models import Case
from portal.people.models import Contact, Delegation
from portal.viewing import actions, queries, session
from tenants.accounts.models import User


@requires(Permission.CLIENT_VIEW_AS)
@require_POST
def contact(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Look as this contact."""
    return _begin(request, pk, queries.account_of(_contact(request, pk)))


@requires(Permission.CLIENT_VIEW_AS)
@require_POST
def delegate(request: PortalRequest, pk: UUID, delegation_pk: UUID) -> HttpResponse:
    """Look as somebody who looks for this contact."""
    found = Delegation.objects.filter(contact=_contact(request, pk), revoked_at=None)
    delegation = get_object_or_404(found.select_related("user"), pk=delegation_pk)
    return _begin(request, pk, delegation.user)


def _contact(request: PortalRequest, pk: UUID) -> Contact:
    visible = Contact.objects.visible_to(request.user).with_portal_access()
    return get_object_or_404(visible.select_related("user"), pk=pk)


def _begin(request: PortalRequest, pk: UUID, client: User | None) -> HttpResponse:
    viewing = actions.begin(client, by=request.user, at=timezone.now())
    session.remember(request, viewing, origin=_origin(request, pk))
    return redirect(_first_page(request, viewing.client))


def _origin(request: PortalRequest, pk: UUID) -> str:
    """Where one goes back to: the page of the button, else the contact's."""
    page = destinations.back(request)
    if page and page.startswith(destinations.DESK):
        return page
    return reverse("desk:people:detail", args=[pk])


def _first_page(request: PortalRequest, client: User) -> str:
    """The case from whose page one came, where it is shown to the client; else home."""
    client.viewer = request.user
    case = _key(request.POST.get("case", ""))
    if case and Case.objects.visible_to(client).filter(pk=case).exists():
        return reverse("portal:cases:detail", args=[case])
    return destinations.CLIENT_HOME


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
