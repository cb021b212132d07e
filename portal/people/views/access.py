"""A contact's way to the portal, on the desk: inviting, and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.access import accounts
from portal.access import actions as access
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.people import actions
from portal.people.models import Contact


@requires(Permission.CLIENT_INVITE)
@require_POST
def invitation(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Send the contact an invitation to the portal, or send it again."""
    contact = _contact(request, pk)
    actions.invite_contact(contact=contact, by=request.user, at=timezone.now())
    messages.success(
        request, _("The invitation goes to %(email)s.") % {"email": contact.email}
    )
    return redirect("desk:people:detail", pk=contact.pk)


@requires(Permission.CLIENT_INVITE)
@require_POST
def invitation_removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Take the invitation back."""
    contact = _contact(request, pk)
    actions.revoke_invitation(contact=contact, by=request.user, at=timezone.now())
    messages.success(request, _("The invitation no longer works."))
    return redirect("desk:people:detail", pk=contact.pk)


@requires(Permission.CLIENT_INVITE)
@require_POST
def access_removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Let the contact in no more."""
    contact = _contact(request, pk)
    actions.end_access(contact=contact, by=request.user, at=timezone.now())
    messages.success(request, _("%(name)s no longer gets in.") % {"name": contact.name})
    return redirect("desk:people:detail", pk=contact.pk)


@requires(Permission.CLIENT_INVITE)
@require_POST
def renewal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Let a contact begin anew who has lost the phone, or the password too."""
    contact = _contact(request, pk)
    user = actions.account_of(contact)
    accounts.begin_anew(user, by=request.user, at=timezone.now())
    messages.success(
        request, _("The invitation goes to %(email)s.") % {"email": user.email}
    )
    return redirect("desk:people:detail", pk=contact.pk)


@requires(Permission.CLIENT_INVITE)
@require_POST
def unlocking(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Let a contact who typed too many wrong passwords try again at once."""
    contact = _contact(request, pk)
    user = actions.account_of(contact)
    access.unlock(user, by=request.user, at=timezone.now())
    messages.success(
        request, _("%(name)s can try to sign in again.") % {"name": contact.name}
    )
    return redirect("desk:people:detail", pk=contact.pk)


def _contact(request: PortalRequest, pk: UUID) -> Contact:
    visible = Contact.objects.visible_to(request.user).select_related("user")
    return get_object_or_404(visible, pk=pk)
