"""Contacts from a file: choose it, choose its columns, look what would come of it, then
one button."""

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
from portal.people import import_actions, problem_sheet
from portal.people.import_forms import ColumnsForm, FileForm
from portal.people.importing import files, problems, progress, reading
from portal.people.importing.reading import Sheet
from portal.people.models import ContactImport, ImportProblem
from tenants import audit
from tenants.errors import DomainError

SHOWN = 10  # imports
PAGE_SIZE = 50  # lines with a problem
UNPROCESSABLE = 422
METHODS = ["GET", "HEAD", "POST"]


@requires(Permission.CONTACT_IMPORT)
@require_http_methods(METHODS)
def imports(request: PortalRequest) -> HttpResponse:
    """The latest imports, and a place for a file."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _upload(request, form)
        except DomainError as refusal:
            form.add_error("file", refusal.message)
    latest = ContactImport.objects.select_related("created_by").latest_first()
    context = {"form": form, "imports": latest[:SHOWN]}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "people/imports.html", context, status=status)


@requires(Permission.CONTACT_IMPORT)
@require_safe
def detail(request: PortalRequest, pk: UUID) -> HttpResponse:
    """How far it is; and, once checked, each line with a problem."""
    job = _job(pk)
    rows = ImportProblem.objects.filter(job=job).order_by("is_known", "line", "pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "job": job,
        "done": progress.told(job.pk) if job.is_working else 0,
        "page_obj": page,
        "problems": [(row, problems.words(row)) for row in page],
    }
    return render(request, "people/import.html", context)


@requires(Permission.CONTACT_IMPORT)
@require_http_methods(METHODS)
def columns(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Which column is what; the POST has every line tried."""
    job = _job(pk)
    if not job.is_unfinished:
        return redirect("desk:people:import", pk=job.pk)
    sheet = reading.read(files.load(job))
    chosen = {f"column-{number}": name for number, name in job.columns.items()}
    form = ColumnsForm(request.POST or None, sheet=sheet, initial=chosen)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        import_actions.check(job=job, chosen=form.chosen, by=request.user, at=now)
        return redirect("desk:people:import", pk=job.pk)
    context = {"job": job, "form": form, "columns": _with_examples(form, sheet)}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "people/import_columns.html", context, status=status)


@requires(Permission.CONTACT_IMPORT)
@require_POST
def confirmation(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Import the good lines."""
    import_actions.confirm(job=_job(pk), by=request.user, at=timezone.now())
    return redirect("desk:people:import", pk=pk)


@requires(Permission.CONTACT_IMPORT)
@require_POST
def removal(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Import nothing of it."""
    import_actions.stop(job=_job(pk), by=request.user, at=timezone.now())
    messages.success(request, _("Nothing was imported, and the file is removed."))
    return redirect("desk:people:imports")


@requires(Permission.CONTACT_IMPORT)
@require_safe
def problem_file(request: PortalRequest, pk: UUID) -> HttpResponse:
    """The lines with a problem as a file, to correct beside the spreadsheet."""
    job = _job(pk)
    rows = ImportProblem.objects.filter(job=job)
    audit.read("contact.import_problems_taken", job, by=request.user, at=timezone.now())
    return problem_sheet.answer(rows.order_by("line", "pk").iterator(chunk_size=1000))


def _job(pk: UUID) -> ContactImport:
    return get_object_or_404(ContactImport.objects.select_related("created_by"), pk=pk)


def _upload(request: PortalRequest, form: FileForm) -> HttpResponse:
    file = form.cleaned_data["file"]
    job = import_actions.upload(
        file_name=file.name, data=file.read(), by=request.user, at=timezone.now()
    )
    return redirect("desk:people:import_columns", pk=job.pk)


def _with_examples(form: ColumnsForm, sheet: Sheet) -> list[tuple[object, list[str]]]:
    return [
        (form[f"column-{number}"], sheet.examples(number))
        for number in range(len(sheet.headings))
    ]
