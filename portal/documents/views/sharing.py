"""The panel from which documents are shown to clients, and its undo."""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases.models import Case, Party
from portal.documents import chosen
from portal.documents.models import Document, Sharing
from portal.documents.sharing import acts, guard
from portal.documents.sharing.form import SharingForm
from portal.documents.sharing.terms import Terms
from portal.documents.views.folders import in_folder, page_before
from portal.people.models import Contact
from tenants import audit, scope

UNPROCESSABLE = 422


@requires(Permission.DOCUMENT_SHARE)
@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: PortalRequest) -> HttpResponse:
    """Say who would see the chosen documents, and share them when that is right."""
    asked = request.POST if request.method == "POST" else request.GET
    documents = _documents(request, asked.getlist("document"))
    if not documents:
        messages.info(request, _("Tick the documents first."))
        return redirect(page_before(asked))
    case = documents[0].case
    parties = _clients(case)
    if "share" not in request.POST:
        return _panel(request, documents, SharingForm(parties=parties), parties)
    form = SharingForm(request.POST, parties=parties)
    if not form.is_valid():
        return _panel(request, documents, form, parties)
    doubts = guard.matches(case, form.chosen)
    sure = set(request.POST.getlist("sure"))
    if {str(each.client.pk) for each in doubts} - sure:
        return _panel(request, documents, form, parties, doubts=doubts)
    return _share(request, case, documents, form.terms, doubts)


@requires(Permission.DOCUMENT_SHARE)
@require_POST
def unsharing(request: PortalRequest) -> HttpResponse:
    """Make the chosen documents internal again."""
    documents = _documents(request, request.POST.getlist("document"))
    if not documents:
        messages.info(request, _("Tick the documents first."))
        return redirect(page_before(request.POST))
    case, keys = documents[0].case_id, [each.pk for each in documents]
    done = acts.unshare(documents=keys, by=request.user, at=timezone.now())
    if done is None:
        messages.info(request, _("Clients do not see these documents."))
    else:
        _offer_undo(request, done, "unshared")
        messages.success(request, _hidden(len(done.before)))
    return redirect(in_folder(case))


@requires(Permission.DOCUMENT_SHARE)
@require_POST
def undo(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Take back what the last press did, while nobody was told of it."""
    cases = Case.objects.visible_to(request.user)
    done = get_object_or_404(Sharing.objects.filter(case__in=cases), pk=pk)
    acts.undo(sharing=done, by=request.user, at=timezone.now())
    messages.success(request, _("Undone. Everything is as it was before."))
    return redirect(in_folder(done.case_id))


def _share(
    request: PortalRequest,
    case: Case,
    documents: Sequence[Document],
    terms: Terms,
    doubts: Sequence[guard.Match],
) -> HttpResponse:
    done = acts.share(
        documents=[each.pk for each in documents],
        terms=terms,
        by=request.user,
        at=timezone.now(),
        despite={str(each.client.pk) for each in doubts},
    )
    if done is None:
        messages.info(request, _("Clients see these documents already."))
    else:
        _offer_undo(request, done, "shared")
        messages.success(request, _shown(len(done.before)))
    return redirect(in_folder(case.pk))


def _panel(
    request: PortalRequest,
    documents: Sequence[Document],
    form: SharingForm,
    parties: Sequence[Party],
    *,
    doubts: Sequence[guard.Match] = (),
) -> HttpResponse:
    case = documents[0].case
    audit.read("case.viewed", case, by=request.user, at=timezone.now())
    context = {
        "case": case,
        "documents": documents,
        "shared_count": sum(each.is_shared for each in documents),
        "form": form,
        "parties": parties,
        "doubts": doubts,
        "notice": _notice(parties),
    }
    is_refused = bool(form.errors or doubts)
    status = UNPROCESSABLE if is_refused else None
    return render(request, "documents/sharing/panel.html", context, status=status)


def _notice(parties: Sequence[Party]) -> dict[str, Any]:
    """The mail that goes out, in the language of the first who gets it."""
    reader = next((each.contact for each in parties), None)
    language = reader.language if reader else translation.get_language()
    context = {
        "firm_name": scope.current_firm().name,
        "name": reader.name if reader else "",
        "url": "",
    }
    with translation.override(language):
        subject = render_to_string("documents/mail/shared.subject.txt", context)
        text = render_to_string("documents/mail/shared.txt", context)
    lines = [line for line in text.splitlines() if line.strip()]
    return {
        "subject": unescape(subject.strip()),
        "lines": lines[:2],
        "language": language,
    }


def _documents(request: PortalRequest, typed: Sequence[str]) -> list[Document]:
    """The chosen ones that the person sees, of the first one's case."""
    visible = Document.objects.visible_to(request.user)
    found = visible.filter(pk__in=chosen.keys(typed)).with_rows()
    rows = list(found.order_by("title", "pk"))
    return [each for each in rows if each.case_id == rows[0].case_id]


def _clients(case: Case) -> list[Party]:
    """The clients with how far they are on the portal."""
    contacts = {
        each.pk: each
        for each in Contact.objects.with_portal_access().filter(parties__case=case)
    }
    found = list(Party.objects.clients().filter(case=case).in_order())
    for party in found:
        party.contact = contacts[party.contact_id]
    return found


def _offer_undo(request: PortalRequest, done: Sharing, what: str) -> None:
    case = str(done.case_id)
    chosen.Done(what=what, case=case, back=[(str(done.pk), "")]).remember(request)


def _shown(count: int) -> str:
    return ngettext(
        "%(count)s document is shared. Clients are told in a minute.",
        "%(count)s documents are shared. Clients are told in a minute.",
        count,
    ) % {"count": count}


def _hidden(count: int) -> str:
    return ngettext(
        "Clients no longer see %(count)s document.",
        "Clients no longer see %(count)s documents.",
        count,
    ) % {"count": count}
