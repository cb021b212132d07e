"""Writing updates, on the desk: new ones, changes, and what they said before."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases.desk_page import form_page
from portal.cases.models import Case
from portal.updates import actions
from portal.updates.forms import UpdateForm
from portal.updates.models import Update
from tenants import audit
from tenants.keys import uuid7

METHODS = ["GET", "HEAD", "POST"]
FORM = "updates/form.html"


@requires(Permission.UPDATE_WRITE)
@require_http_methods(METHODS)
def new(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Write an update of a case."""
    visible = Case.objects.visible_to(request.user).select_related("responsible")
    case = get_object_or_404(visible, pk=pk)
    form = UpdateForm(_typed(request), case=case, user=request.user)
    if form.is_valid() and form.is_final:
        sent = form.cleaned_data
        update = actions.post(
            update=Update(
                pk=sent["key"] or uuid7(),
                case=case,
                title=sent["title"],
                body=sent["body"],
            ),
            attachments=sent.get("attachments", ()),
            is_shared=form.is_shared,
            next_on=form.next_day,
            by=request.user,
            at=timezone.now(),
        )
        return _saved(request, update)
    return form_page(request, case, form, _("New update"), FORM)


@requires(Permission.UPDATE_WRITE)
@require_http_methods(METHODS)
def edit(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Change an update."""
    update = _update(request, pk)
    form = UpdateForm(
        _typed(request), case=update.case, user=request.user, update=update
    )
    if form.is_valid() and form.is_final:
        sent = form.cleaned_data
        update.title, update.body = sent["title"], sent["body"]
        actions.edit(
            update=update,
            attachments=sent.get("attachments", ()),
            is_shared=form.is_shared,
            next_on=form.next_day,
            by=request.user,
            at=timezone.now(),
        )
        return _saved(request, update)
    return form_page(request, update.case, form, _("Change the update"), FORM)


@requires(Permission.UPDATE_VIEW)
@require_safe
def history(request: PortalRequest, pk: UUID) -> HttpResponse:
    """What it says, and what it said before."""
    update = _update(request, pk)
    audit.read("case.viewed", update.case, by=request.user, at=timezone.now())
    versions = update.versions.select_related("by").order_by("-at", "-pk")
    context = {"update": update, "case": update.case, "versions": versions}
    return render(request, "updates/history.html", context)


@requires(Permission.UPDATE_WRITE)
@require_POST
def removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Take a sharing back, while no client has seen it."""
    update = _update(request, pk)
    actions.take_back(update=update, by=request.user, at=timezone.now())
    messages.success(request, _("Taken back. Nobody was told."))
    return _back(update)


@requires(Permission.UPDATE_WRITE)
@require_POST
def share_removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Make an update internal again, at once."""
    update = _update(request, pk)
    actions.make_internal(update=update, by=request.user, at=timezone.now())
    messages.success(request, _("Clients no longer see this update."))
    return _back(update)


def _update(request: PortalRequest, pk: UUID) -> Update:
    visible = Update.objects.visible_to(request.user, timezone.now())
    found = visible.select_related("case", "case__responsible", "by", "edited_by")
    return get_object_or_404(found, pk=pk)


def _typed(request: PortalRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _saved(request: PortalRequest, update: Update) -> HttpResponse:
    if update.is_held:
        messages.success(
            request,
            _("Saved. Clients see it in ten minutes. Until then you can take it back."),
        )
    else:
        messages.success(request, _("Saved."))
    return _back(update)


def _back(update: Update) -> HttpResponse:
    page = reverse("desk:cases:detail", args=[update.case_id])
    return redirect(f"{page}?tab=updates")
