"""The firm's pages about one contact."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.access import lockout
from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from portal.people import actions, duplicates, parts, queries
from portal.people.forms import ContactForm
from portal.people.models import Contact, FormerContact, PortalAccess

UNPROCESSABLE = 422


@requires(Permission.CONTACT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """Add a contact."""
    form = ContactForm(
        request.POST or None, initial={"language": request.firm.language}
    )
    if form.is_valid():
        contact = actions.create_contact(
            contact=form.save(commit=False),
            points=form.points,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("%(name)s was added.") % {"name": contact.name})
        return redirect("desk:people:detail", pk=contact.pk)
    return _form_page(request, form, None)


@requires(Permission.CONTACT_VIEW)
@require_safe
def detail(request: PortalRequest, pk: UUID) -> HttpResponse:
    """A contact: how to reach it, its cases, its access to the portal."""
    visible = Contact.objects.visible_to(request.user)
    found = visible.with_portal_access().with_points().select_related("user")
    contact = found.filter(pk=pk).first()
    if contact is None:
        return _moved(pk)
    may_merge = allowed(request.user.role, Permission.CONTACT_MERGE)
    context = {
        "contact": contact,
        "access": queries.access_of(contact, at=timezone.now()),
        "waits_until": contact.user
        and lockout.account_waits_until(contact.user, at=timezone.now()),
        "delegates": queries.delegates_of(contact),
        "may_edit": allowed(request.user.role, Permission.CONTACT_EDIT),
        "may_invite": allowed(request.user.role, Permission.CLIENT_INVITE),
        "can_invite": bool(contact.email)
        and contact.portal_access != PortalAccess.ACTIVE,
        "may_merge": may_merge,
        "sees_personal_data": allowed(
            request.user.role, Permission.CONTACT_PERSONAL_DATA
        ),
        "same": duplicates.of(contact) if may_merge else [],
        **parts.context(contact, request.user),
    }
    return render(request, "people/detail.html", context)


@requires(Permission.CONTACT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Change a contact."""
    visible = Contact.objects.visible_to(request.user).there()
    contact = get_object_or_404(visible, pk=pk)
    form = ContactForm(request.POST or None, instance=contact)
    if form.is_valid():
        actions.edit_contact(
            contact=form.save(commit=False),
            points=form.points,
            changed=form.changed,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Your changes were saved."))
        return redirect("desk:people:detail", pk=contact.pk)
    return _form_page(request, form, contact)


def _moved(pk: UUID) -> HttpResponse:
    """A contact that became one with another is there; any other is nowhere."""
    former = get_object_or_404(FormerContact, pk=pk)
    return redirect("desk:people:detail", pk=former.contact_id)


def _form_page(
    request: PortalRequest, form: ContactForm, contact: Contact | None
) -> HttpResponse:
    context = {"form": form, "contact": contact}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "people/form.html", context, status=status)
