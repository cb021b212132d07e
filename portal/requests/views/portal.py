"""Requests on the portal: the client's checklist, what he sends, his receipt."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
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
from portal.access.permissions import Permission
from portal.documents.forms import UploadForm
from portal.documents.incoming import Incoming
from portal.documents.models import Document
from portal.documents.views.uploads import is_asked_by_script, receive
from portal.requests import answers, queries
from portal.requests.models import Item, ItemState, Request, Submission
from tenants import audit

PAGE_SIZE = 25


@requires(Permission.PORTAL_REQUEST_VIEW)
@require_safe
def requests(request: PortalRequest) -> HttpResponse:
    """All that he was asked, the newest first."""
    found = Request.objects.visible_to(request.user).counted().latest_first()
    page = Paginator(found.select_related("case"), PAGE_SIZE)
    context = {"page_obj": page.get_page(request.GET.get("page"))}
    return render(request, "requests/portal_list.html", context)


@requires(Permission.PORTAL_REQUEST_VIEW)
@require_safe
def detail(request: PortalRequest, pk: UUID) -> HttpResponse:
    """The checklist."""
    return _page(request, _request(request, pk))


@requires(Permission.PORTAL_REQUEST_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Send files for one item."""
    visible = Request.objects.visible_to(request.user)
    found = Item.objects.filter(request__in=visible).select_related("request__case")
    item = get_object_or_404(found, pk=pk)
    if request.method != "POST":
        return redirect("portal:requests:detail", pk=item.request_id)
    now = timezone.now()

    def keep(incoming: Incoming) -> Document:
        return answers.send(item=item, incoming=incoming, by=request.user, at=now)

    received = receive(request, keep)
    if is_asked_by_script(request):
        return received.as_json()
    for problem in received.problems:
        messages.error(request, problem)
    if received.documents:
        messages.success(request, _("Received. Press “I am done” after the last file."))
    return redirect("portal:requests:detail", pk=item.request_id)


@requires(Permission.PORTAL_REQUEST_ANSWER)
@require_POST
def removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Take a file back that he sent himself."""
    visible = Request.objects.visible_to(request.user)
    own = Submission.objects.filter(
        by=request.user, item__request__in=visible, set_aside_at=None
    )
    submission = get_object_or_404(own.select_related("item__request"), pk=pk)
    answers.take_back(submission=submission, by=request.user, at=timezone.now())
    messages.success(request, _("The file was removed."))
    return redirect("portal:requests:detail", pk=submission.item.request_id)


@requires(Permission.PORTAL_REQUEST_ANSWER)
@require_POST
def done(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Tell the firm that he sent what he has."""
    asked = _request(request, pk)
    answers.finish(request=asked, by=request.user, at=timezone.now())
    messages.success(request, _("Thank you. We were told and look at it."))
    return redirect("portal:requests:receipt", pk=pk)


@requires(Permission.PORTAL_REQUEST_VIEW)
@require_safe
def receipt(request: PortalRequest, pk: UUID) -> HttpResponse:
    """What he sent, to print or to keep."""
    asked = _request(request, pk)
    audit.read("case.viewed", asked.case, by=request.user, at=timezone.now())
    found = Submission.objects.filter(item__request=asked, by=request.user)
    files = found.select_related("item").order_by("item__position", "at", "pk")
    context = {"asked": asked, "files": files}
    return render(request, "requests/receipt.html", context)


def _page(request: PortalRequest, asked: Request) -> HttpResponse:
    audit.read("case.viewed", asked.case, by=request.user, at=timezone.now())
    may_answer = asked.is_open and asked.case.is_open and not request.user.viewer
    items = queries.items(asked, request.user)
    for item in items:
        if may_answer and item.takes_files:
            item.upload_form = UploadForm(auto_id=f"{item.pk}-%s")  # type: ignore[attr-defined]
    context = {
        "asked": asked,
        "items": items,
        "may_answer": may_answer,
        "sender": request.user.pk,
        "sent": sum(not item.is_wanted for item in items),
        "may_finish": may_answer
        and any(item.state == ItemState.UPLOADED for item in items),
    }
    return render(request, "requests/checklist.html", context)


def _request(request: PortalRequest, pk: UUID) -> Request:
    visible = Request.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("case", "asked_by"), pk=pk)
