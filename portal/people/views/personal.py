"""What a person may ask by the GDPR: a copy, a correction, to be erased."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from portal.people import belongings, personal_actions
from portal.people.models import Contact, CopyState, PersonalCopy
from portal.people.personal import packing
from portal.people.personal_forms import ErasureForm
from tenants.errors import DomainError

SHOWN = 10
UNPROCESSABLE = 422


@requires(Permission.CONTACT_PERSONAL_DATA)
@require_safe
def overview(request: PortalRequest, pk: UUID) -> HttpResponse:
    """What is held, the copies that were made, and the way to erasure."""
    contact = _contact(request, pk)
    rows = PersonalCopy.objects.filter(contact=contact).select_related("requested_by")
    copies = list(rows.latest_first()[:SHOWN])
    context = {
        "contact": contact,
        "held": _held(contact),
        "copies": copies,
        "is_waiting": any(copy.is_waiting for copy in copies),
        "may_erase": allowed(request.user.role, Permission.CONTACT_ERASE),
    }
    return render(request, "people/personal.html", context)


@requires(Permission.CONTACT_PERSONAL_DATA)
@require_POST
def copies(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Have a copy made."""
    now, contact = timezone.now(), _contact(request, pk)
    personal_actions.request_copy(contact=contact, by=request.user, at=now)
    messages.success(request, _("The copy is being made. It appears here."))
    return redirect("desk:people:personal", pk=contact.pk)


@requires(Permission.CONTACT_PERSONAL_DATA, step_up=True)
@require_safe
def copy_file(request: PortalRequest, pk: UUID, copy_pk: UUID) -> HttpResponse:
    """One that is ready; written down in the log."""
    ready = PersonalCopy.objects.filter(
        contact=_contact(request, pk), state=CopyState.READY
    )
    copy = get_object_or_404(ready.select_related("contact"), pk=copy_pk)
    try:
        content = packing.load(copy)
    except OSError as error:
        raise DomainError(
            _("This file cannot be read right now. Please try again in a few minutes.")
        ) from error
    personal_actions.note_download(copy=copy, by=request.user, at=timezone.now())
    response = HttpResponse(content, content_type="application/zip")
    name = f"personal-data-{copy.requested_at:%Y-%m-%d}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires(Permission.CONTACT_ERASE, step_up=True)
@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request: PortalRequest, pk: UUID) -> HttpResponse:
    """What would go, what must stay and why; the POST erases."""
    contact = _contact(request, pk)
    form = ErasureForm(request.POST or None, contact=contact)
    if request.method == "POST" and form.is_valid():
        personal_actions.erase(
            contact=contact,
            basis=form.cleaned_data["basis"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("The contact is erased. A record of it stays."))
        return redirect("desk:people:list")
    context = {
        "contact": contact,
        "form": form,
        "obstacles": personal_actions.obstacles(contact, request.user),
        "held": _held(contact),
    }
    status = UNPROCESSABLE if form.errors else None
    return render(request, "people/erasure.html", context, status=status)


def _contact(request: PortalRequest, pk: UUID) -> Contact:
    visible = Contact.objects.visible_to(request.user).there()
    return get_object_or_404(visible.select_related("user"), pk=pk)


def _held(contact: Contact) -> list[tuple[object, int]]:
    """How much there is of what, by its label."""
    counts = ((e.label, e.count(contact)) for e in belongings.known().values())
    return [(label, count) for label, count in counts if count]
