"""The firm's page of one document: what it is, what it was, who sees it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
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
from portal.documents import edit_actions, twins, version_actions
from portal.documents.desk_forms import DocumentForm
from portal.documents.forms import UploadForm
from portal.documents.models import Document, Version
from portal.documents.reading import desk_page
from portal.documents.views.download import deliver
from tenants import audit

UNPROCESSABLE = 422


@requires(Permission.DOCUMENT_VIEW)
@require_safe
def detail(request: PortalRequest, pk: UUID) -> HttpResponse:
    """A document with its history."""
    return _page(request, _document(request, pk))


@requires(Permission.DOCUMENT_UPLOAD)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Change what is said about a document."""
    document = _document(request, pk)
    form = DocumentForm(
        request.POST if request.method == "POST" else None, instance=document
    )
    if form.is_valid():
        edit_actions.edit(
            document=form.save(commit=False),
            changed=form.changed_data,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Your changes were saved."))
        return redirect("desk:documents:detail", pk=pk)
    _note(request, document)
    context = {"document": document, "case": document.case, "form": form}
    status = UNPROCESSABLE if form.errors else None
    return render(request, "documents/edit.html", context, status=status)


@requires(Permission.DOCUMENT_UPLOAD)
@require_POST
def version(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Upload a newer version of a document."""
    document = _document(request, pk)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid() or len(form.accepted) != 1:
        if not form.errors:
            form.add_error("files", _("Choose one file."))
        return _page(request, document, version_form=form)
    before = document.number
    now = version_actions.add(
        document=document,
        incoming=form.accepted[0],
        by=request.user,
        at=timezone.now(),
    )
    if now.number == before:
        messages.info(request, _("This is the same file. Nothing was changed."))
    else:
        messages.success(request, _("This is the newest version now."))
    return redirect("desk:documents:detail", pk=pk)


@requires(Permission.DOCUMENT_VIEW)
@require_safe
def version_file(request: PortalRequest, pk: UUID) -> HttpResponseBase:
    """An earlier version's file."""
    found = _version(request, pk)
    now = timezone.now()
    return deliver(request, found.document, version=found, at=now)


@requires(Permission.DOCUMENT_UPLOAD)
@require_POST
def restoring(request: PortalRequest, pk: UUID) -> HttpResponse:
    """Make an earlier version the newest one."""
    found = _version(request, pk)
    version_actions.restore(version=found, by=request.user, at=timezone.now())
    messages.success(request, _("This is the newest version now."))
    return redirect("desk:documents:detail", pk=found.document_id)


def _page(request: PortalRequest, document: Document, **refused: Any) -> HttpResponse:
    _note(request, document)
    may_change = allowed(request.user.role, Permission.DOCUMENT_UPLOAD)
    versions = document.versions.select_related("uploaded_by").order_by("-number")
    context = {
        "document": document,
        "case": document.case,
        "versions": versions,
        "twins": twins.of(document, request.user),
        "may_change": may_change,
        "may_share": allowed(request.user.role, Permission.DOCUMENT_SHARE),
        "version_form": UploadForm(),
        **desk_page.context(document),
        **refused,
    }
    status = UNPROCESSABLE if refused else None
    return render(request, "documents/detail.html", context, status=status)


def _note(request: PortalRequest, document: Document) -> None:
    audit.read("case.viewed", document.case, by=request.user, at=timezone.now())


def _document(request: PortalRequest, pk: UUID) -> Document:
    visible = Document.objects.visible_to(request.user).with_rows()
    return get_object_or_404(visible, pk=pk)


def _version(request: PortalRequest, pk: UUID) -> Version:
    visible = Document.objects.visible_to(request.user)
    found = Version.objects.filter(document__in=visible)
    return get_object_or_404(found.select_related("document__case"), pk=pk)
