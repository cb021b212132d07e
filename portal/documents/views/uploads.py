"""Files that come in, from the firm and from clients: by a form, or one by one from a
page that shows how far each is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.cases import portal_page
from portal.cases.desk_page import case_page, to_case_page
from portal.cases.models import Case
from portal.documents import actions, twins
from portal.documents.forms import UploadForm
from portal.documents.incoming import Incoming
from portal.documents.models import Document
from portal.policy.models import Section
from tenants.errors import DomainError

METHODS = ["GET", "HEAD", "POST"]
REFUSED = 422


@requires(Permission.DOCUMENT_UPLOAD)
@require_http_methods(METHODS)
def desk(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Add files to a case. Those that we cannot take are named on the page."""
    visible = Case.objects.visible_to(request.user).select_related("responsible")
    case = get_object_or_404(visible, pk=pk)
    if request.method != "POST":
        return to_case_page(request, case)
    now = timezone.now()

    def keep(incoming: Incoming) -> Document:
        return actions.upload(case=case, incoming=incoming, by=request.user, at=now)

    received = receive(request, keep)
    if is_asked_by_script(request):
        return received.as_json()
    if received.documents:
        messages.success(request, _uploaded(len(received.documents)))
        _name_twins(request, received.documents)
    if received.problems:
        form = received.form_with_problems()
        return case_page(request, case, tab="documents", upload_form=form)
    return redirect("desk:cases:detail", pk=case.pk)


@requires(Permission.PORTAL_DOCUMENT_UPLOAD)
@require_http_methods(METHODS)
def portal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Send files to the lawyer of a case."""
    visible = Case.objects.open_to(request.user, Section.DOCUMENTS)
    case = get_object_or_404(visible.select_related("responsible"), pk=pk)
    if request.method != "POST":
        return redirect("portal:cases:detail", pk=case.pk)
    now = timezone.now()

    def keep(incoming: Incoming) -> Document:
        return actions.send(case=case, incoming=incoming, by=request.user, at=now)

    received = receive(request, keep)
    if is_asked_by_script(request):
        return received.as_json()
    if received.documents:
        messages.success(request, _sent(len(received.documents)))
    if received.problems:
        form = received.form_with_problems()
        return portal_page.case_page(request, case, upload_form=form)
    return redirect("portal:cases:detail", pk=case.pk)


@dataclass(frozen=True, slots=True)
class Received:
    """What was kept of a form, and what was not, in words."""

    form: UploadForm
    documents: list[Document]
    refusals: list[str]

    @property
    def problems(self) -> list[str]:
        """Everything that somebody should read."""
        errors = self.form.errors.values()
        return [*(str(each) for texts in errors for each in texts), *self.refusals]

    def form_with_problems(self) -> UploadForm:
        """The form, for its page."""
        for refusal in self.refusals:
            self.form.add_error("files", refusal)
        return self.form

    def as_json(self) -> JsonResponse:
        """For the script that sends file by file."""
        files = [{"name": each.file_name, "scan": each.scan} for each in self.documents]
        content = {"files": files, "problems": self.problems}
        return JsonResponse(content, status=REFUSED if self.problems else 200)


def receive(request: PortalRequest, keep: Callable[[Incoming], Document]) -> Received:
    """Keep what we can take; one that we cannot does not hold up the others."""
    form = UploadForm(request.POST, request.FILES)
    form.is_valid()
    documents, refusals = [], []
    for incoming in form.accepted:
        try:
            documents.append(keep(incoming))
        except DomainError as refusal:
            refusals.append(f"{incoming.file_name}: {refusal.message}")
    return Received(form, documents, refusals)


def _name_twins(request: PortalRequest, documents: list[Document]) -> None:
    """The same file is kept twice; whether it should be is for people to say."""
    for twin in twins.of_new(documents):
        there = {"title": twin.title}
        messages.info(request, _("The same file is here already: %(title)s.") % there)


def is_asked_by_script(request: PortalRequest) -> bool:
    """Whether upload.js sent it, which shows each file by itself."""
    return request.headers.get("Accept", "").startswith("application/json")


def _uploaded(count: int) -> str:
    """What was stored, and that nobody outside sees it yet."""
    return ngettext(
        "%(count)s file was uploaded. Only the firm sees it until you share it.",
        "%(count)s files were uploaded. Only the firm sees them until you share them.",
        count,
    ) % {"count": count}


def _sent(count: int) -> str:
    return ngettext(
        "%(count)s file has arrived.", "%(count)s files have arrived.", count
    ) % {"count": count}
