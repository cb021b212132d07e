"""The firm's trash: into it, out of it, and what lies in it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases.models import Case
from portal.documents import chosen, trash_actions
from portal.documents.models import Document, DocumentQuerySet
from portal.documents.views.folders import in_folder, page_before
from portal.ui.paging import Pages
from tenants import audit

PAGE_SIZE = 25


@requires(Permission.DOCUMENT_VIEW)
@require_safe
def trash(request: PortalRequest, pk: UUID) -> HttpResponse:
    """What was deleted in a case and can still be brought back."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    audit.read("case.viewed", case, by=request.user, at=timezone.now())
    found = Document.objects.in_trash_of(request.user).filter(case=case)
    pages = Pages(
        found.order_by("-deleted_at", "-pk"),
        PAGE_SIZE,
        dressed=lambda rows: rows.select_related("deleted_by"),
    )
    context = {
        "case": case,
        "page_obj": pages.get_page(request.GET.get("page")),
    }
    return render(request, "documents/trash.html", context)


@requires(Permission.DOCUMENT_UPLOAD)
@require_POST
def removal(request: PortalRequest) -> HttpResponse:
    """Put the chosen documents into the trash."""
    documents = list(chosen.documents(request))
    if not documents:
        messages.info(request, _("Tick the documents first."))
        return redirect(page_before(request.POST))
    case, keys = documents[0].case_id, [each.pk for each in documents]
    count = trash_actions.trash(documents=keys, by=request.user, at=timezone.now())
    back = [(str(key), "") for key in keys]
    chosen.Done(what="trashed", case=str(case), back=back).remember(request)
    messages.success(request, _trashed(count))
    return redirect(in_folder(case))


@requires(Permission.DOCUMENT_UPLOAD)
@require_POST
def restoring(request: PortalRequest) -> HttpResponse:
    """Bring the chosen documents back, internal."""
    found = _ticked(request, Document.objects.in_trash_of(request.user))
    documents = list(found)
    if not documents:
        messages.info(request, _("Tick the documents first."))
        return redirect(page_before(request.POST))
    keys = [each.pk for each in documents]
    count = trash_actions.restore(documents=keys, by=request.user, at=timezone.now())
    messages.success(request, _restored(count))
    return redirect(in_folder(documents[0].case_id))


def _ticked(request: PortalRequest, found: DocumentQuerySet) -> DocumentQuerySet:
    return found.filter(pk__in=chosen.keys(request.POST.getlist("document")))


def _trashed(count: int) -> str:
    return ngettext(
        "%(count)s document is in the trash. Clients no longer see it.",
        "%(count)s documents are in the trash. Clients no longer see them.",
        count,
    ) % {"count": count}


def _restored(count: int) -> str:
    return ngettext(
        "%(count)s document is back. Only the firm sees it.",
        "%(count)s documents are back. Only the firm sees them.",
        count,
    ) % {"count": count}
