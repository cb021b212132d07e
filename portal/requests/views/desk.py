"""Requests on the desk: which are open, and what came for one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission, allowed
from portal.documents.models import DocumentKind
from portal.requests import actions, queries
from portal.requests.forms import DayForm, RejectionForm, reasons
from portal.requests.models import Item, ItemState, Request, RequestQuerySet
from portal.ui.paging import Pages
from tenants import audit

PAGE_SIZE = 25


@requires(Permission.REQUEST_VIEW)
@require_safe
def requests(request: PortalRequest) -> HttpResponse:
    """All that are open; those with something to review first."""
    to_check = Item.objects.filter(request=OuterRef("pk"), state=ItemState.UPLOADED)
    found = Request.objects.visible_to(request.user).open()
    ordered = found.order_by(Exists(to_check).desc(), "-asked_at", "-pk")
    pages = Pages(ordered, PAGE_SIZE, dressed=_dressed)
    context = {"page_obj": pages.get_page(request.GET.get("page"))}
    return render(request, "requests/list.html", context)


@requires(Permission.REQUEST_VIEW)
@require_safe
def detail(request: PortalRequest, pk: UUID) -> HttpResponse:
    """What was asked for, and what came."""
    asked = _request(request, pk)
    audit.read("case.viewed", asked.case, by=request.user, at=timezone.now())
    may_edit = allowed(request.user.role, Permission.REQUEST_EDIT)
    items = queries.items(asked, request.user)
    context = {
        "asked": asked,
        "case": asked.case,
        "items": items,
        "may_review": may_edit and asked.is_open,
        "may_resume": may_edit and not asked.is_open and not asked.is_complete,
        "has_several": sum(item.state == ItemState.UPLOADED for item in items) > 1,
        "is_waiting": any(item.is_wanted for item in items),
        "reasons": reasons(),
        "kinds": DocumentKind.choices,
        "day_form": DayForm(initial={"due_on": asked.due_on}),
    }
    return render(request, "requests/desk_detail.html", context)


@requires(Permission.REQUEST_EDIT)
@require_POST
def accept(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Accept one item."""
    item, kind = _item(request, pk), request.POST.get("kind", "")
    actions.accept(item=item, kind=kind, by=request.user, at=timezone.now())
    messages.success(request, _("Accepted."))
    return redirect("desk:requests:detail", pk=item.request_id)


@requires(Permission.REQUEST_EDIT)
@require_POST
def reject(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Ask for one item again, and say why."""
    item, form = _item(request, pk), RejectionForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.reject(item=item, reason=reason, by=request.user, at=timezone.now())
        messages.success(request, _("Asked again. Clients are told in a minute."))
    else:
        messages.error(request, _("Say in a few words why you ask for it again."))
    return redirect("desk:requests:detail", pk=item.request_id)


@requires(Permission.REQUEST_EDIT)
@require_POST
def accept_all(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Accept everything that came."""
    asked = _request(request, pk)
    if actions.accept_all(request=asked, by=request.user, at=timezone.now()):
        messages.success(request, _("Everything that was sent is accepted."))
    return redirect("desk:requests:detail", pk=pk)


@requires(Permission.REQUEST_EDIT)
@require_POST
def remind(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Tell the clients again."""
    asked = _request(request, pk)
    actions.remind(request=asked, by=request.user, at=timezone.now())
    messages.success(request, _("A reminder goes out in a minute."))
    return redirect("desk:requests:detail", pk=pk)


@requires(Permission.REQUEST_EDIT)
@require_POST
def move(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Change by when."""
    asked, form = _request(request, pk), DayForm(request.POST)
    if form.is_valid():
        due = form.cleaned_data["due_on"]
        actions.move(request=asked, due_on=due, by=request.user, at=timezone.now())
        messages.success(request, _("Your changes were saved."))
    else:
        messages.error(request, _("Choose a day that is still to come."))
    return redirect("desk:requests:detail", pk=pk)


@requires(Permission.REQUEST_EDIT)
@require_POST
def withdraw(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Ask no longer."""
    asked = _request(request, pk)
    actions.withdraw(request=asked, by=request.user, at=timezone.now())
    messages.success(request, _("Withdrawn. Clients no longer see it."))
    return redirect("desk:requests:detail", pk=pk)


@requires(Permission.REQUEST_EDIT)
@require_POST
def resume(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Undo a withdrawal."""
    asked = _request(request, pk)
    actions.resume(request=asked, by=request.user, at=timezone.now())
    messages.success(request, _("Asked again. Clients are told in a minute."))
    return redirect("desk:requests:detail", pk=pk)


def _dressed(found: RequestQuerySet) -> RequestQuerySet:
    return found.counted().select_related("case", "party__contact")


def _request(request: PortalRequest, pk: UUID) -> Request:
    visible = Request.objects.visible_to(request.user)
    found = visible.select_related("case", "party__contact", "asked_by")
    return get_object_or_404(found, pk=pk)


def _item(request: PortalRequest, pk: UUID) -> Item:
    visible = Request.objects.visible_to(request.user)
    found = Item.objects.filter(request__in=visible).select_related("request__case")
    return get_object_or_404(found, pk=pk)
