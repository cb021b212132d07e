"""Who looks beside, or in place of, a client: on the client's page of the desk."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.access import accounts
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.people import delegations
from portal.people.delegate_forms import DelegationForm, NewDelegateForm
from portal.people.models import Contact, Delegation
from tenants.errors import DomainError

METHODS = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


@requires(Permission.CLIENT_INVITE)
@require_http_methods(METHODS)
def delegate_new(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Let somebody look."""
    contact = _contact(request, pk)
    form = NewDelegateForm(request.POST or None, instance=Delegation(contact=contact))
    if form.is_valid() and _is_given(request, form):
        words = _("%(name)s may look now.") % {"name": form.cleaned_data["name"]}
        return _done(request, contact, words)
    return _page(request, form, contact, None)


@requires(Permission.CLIENT_INVITE)
@require_http_methods(METHODS)
def delegate(request: PortalRequest, pk: UUID, delegation_pk: UUID) -> HttpResponse:
    """Change what somebody sees, and until when."""
    contact = _contact(request, pk)
    delegation = _delegation(contact, delegation_pk)
    form = DelegationForm(request.POST or None, instance=delegation)
    if form.is_valid():
        delegations.change(
            form.save(commit=False),
            changed=form.changed_data,
            by=request.user,
            at=timezone.now(),
        )
        return _done(request, contact, _("Your changes were saved."))
    return _page(request, form, contact, delegation)


@requires(Permission.CLIENT_INVITE)
@require_POST
def delegate_invitation(
    request: PortalRequest, pk: UUID, delegation_pk: UUID
) -> HttpResponse:
    """Send the invitation again to who has no password yet."""
    contact = _contact(request, pk)
    user = _delegation(contact, delegation_pk).user
    accounts.invite_again(user, by=request.user, at=timezone.now())
    words = _("The invitation goes to %(email)s.") % {"email": user.email}
    return _done(request, contact, words)


@requires(Permission.CLIENT_INVITE)
@require_POST
def delegate_removal(
    request: PortalRequest, pk: UUID, delegation_pk: UUID
) -> HttpResponse:
    """End it at once."""
    contact = _contact(request, pk)
    delegation = _delegation(contact, delegation_pk)
    delegations.revoke(delegation, by=request.user, at=timezone.now())
    words = _("%(name)s no longer looks for this client.")
    return _done(request, contact, words % {"name": delegation.user.name})


def _is_given(request: PortalRequest, form: NewDelegateForm) -> bool:
    """Whether it was done. A refusal is about the person, and told at the address."""
    try:
        delegations.give(
            form.save(commit=False),
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            by=request.user,
            at=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error("email", refusal.message)
    return not form.errors


def _contact(request: PortalRequest, pk: UUID) -> Contact:
    visible = Contact.objects.visible_to(request.user).select_related("user")
    return get_object_or_404(visible, pk=pk)


def _delegation(contact: Contact, pk: UUID) -> Delegation:
    found = Delegation.objects.filter(contact=contact, revoked_at=None)
    return get_object_or_404(found.select_related("user", "contact"), pk=pk)


def _done(request: PortalRequest, contact: Contact, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("desk:people:detail", pk=contact.pk)


def _page(
    request: PortalRequest,
    form: DelegationForm,
    contact: Contact,
    delegation: Delegation | None,
) -> HttpResponse:
    context = {"form": form, "contact": contact, "delegation": delegation}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "people/delegate.html", context, status=status)
