"""The firm's folders of a case: make, rename, remove, and put documents into them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases.desk_page import form_page
from portal.cases.models import Case
from portal.documents import chosen, folder_actions
from portal.documents.desk_forms import FolderForm
from portal.documents.models import Folder

METHODS = ["GET", "HEAD", "POST"]
FORM = "documents/folder_form.html"


@requires(Permission.DOCUMENT_UPLOAD)
@require_http_methods(METHODS)
def new(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Make a folder in a case."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    form = FolderForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return form_page(request, case, form, _("New folder"), FORM)
    name = form.cleaned_data["name"]
    folder = folder_actions.create(
        case=case, name=name, by=request.user, at=timezone.now()
    )
    return redirect(in_folder(case.pk, folder.pk))


@requires(Permission.DOCUMENT_UPLOAD)
@require_http_methods(METHODS)
def edit(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Give a folder another name."""
    folder = _folder(request, pk)
    typed = request.POST if request.method == "POST" else None
    form = FolderForm(typed, initial={"name": folder.name})
    if not form.is_valid():
        form.folder = folder  # type: ignore[attr-defined]
        return form_page(request, folder.case, form, _("Rename the folder"), FORM)
    name = form.cleaned_data["name"]
    folder_actions.rename(folder=folder, name=name, by=request.user, at=timezone.now())
    messages.success(request, _("Your changes were saved."))
    return redirect(in_folder(folder.case_id, folder.pk))


@requires(Permission.DOCUMENT_UPLOAD)
@require_POST
def removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Take a folder away; its documents stay."""
    folder = _folder(request, pk)
    folder_actions.remove(folder=folder, by=request.user, at=timezone.now())
    messages.success(request, _("The folder is gone. Its documents are still here."))
    return redirect(in_folder(folder.case_id))


@requires(Permission.DOCUMENT_UPLOAD)
@require_POST
def moving(request: PortalRequest) -> HttpResponse:
    """Put the chosen documents into a folder, or back where they were."""
    documents = list(chosen.documents(request))
    if not documents:
        messages.info(request, _("Tick the documents first."))
        return redirect(page_before(request.POST))
    case = documents[0].case_id
    same = {each.pk: _target(request, each.pk) for each in documents}
    before = folder_actions.move(places=same, by=request.user, at=timezone.now())
    if "back" not in request.POST and before:
        back = [(str(key), str(folder or "")) for key, folder in before.items()]
        chosen.Done(what="moved", case=str(case), back=back).remember(request)
    messages.success(request, _moved(len(before)))
    return redirect(in_folder(case))


def in_folder(case: UUID, folder: UUID | None = None) -> str:
    """The documents of a case, or those of one folder."""
    page = reverse("desk:cases:detail", args=[case])
    return f"{page}?tab=documents" + (f"&folder={folder}" if folder else "")


def _target(request: PortalRequest, document: UUID) -> UUID | None:
    """`to` for all of them; `back` names a document and the folder that it was in."""
    for each in request.POST.getlist("back"):
        key, _space, folder = each.partition(" ")
        if key == str(document):
            return next(iter(chosen.keys([folder])), None)
    return next(iter(chosen.keys([request.POST.get("to", "")])), None)


def page_before(asked: QueryDict) -> str:
    """Where somebody came from who ticked nothing."""
    case = next(iter(chosen.keys([asked.get("case", "")])), None)
    return in_folder(case) if case else reverse("desk:documents:list")


def _folder(request: PortalRequest, pk: UUID) -> Folder:
    cases = Case.objects.visible_to(request.user)
    found = Folder.objects.filter(case__in=cases).select_related("case")
    return get_object_or_404(found, pk=pk)


def _moved(count: int) -> str:
    return ngettext(
        "%(count)s document was moved.", "%(count)s documents were moved.", count
    ) % {"count": count}
