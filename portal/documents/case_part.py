"""The documents of a case, on the pages of the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest

from portal.cases import parts
from portal.cases.models import Case, CaseQuerySet
from portal.documents.forms import UploadForm
from portal.documents.models import Document
from portal.policy.models import Section
from tenants.accounts.models import User


def register() -> None:
    """Show documents on the pages of a case."""
    parts.register(
        parts.CasePart(desk=desk_context, portal=portal_context, listed=listed)
    )


def desk_context(request: HttpRequest, case: Case, user: User) -> Mapping[str, Any]:
    """All documents; the one that is about to be shared, when one is named."""
    visible = Document.objects.visible_to(user).filter(case=case)
    documents = list(visible.with_rows().latest_first())
    return {
        "documents": documents,
        "sharing": _named(documents, request.GET.get("share", "")),
        "upload_form": UploadForm(),
    }


def portal_context(case: Case, user: User) -> Mapping[str, Any]:
    """What is shared, the newest first, and whether anything can ever stand there."""
    visible = Document.objects.visible_to(user).filter(case=case)
    open_ = Case.objects.open_to(user, Section.DOCUMENTS).filter(pk=case.pk)
    documents = list(visible.with_rows().latest_shared_first())
    return {
        "documents": documents,
        "shows_documents": bool(documents) or open_.exists(),
    }


def listed(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """Count what a client sees of each case."""
    seen = Q(documents__in=Document.objects.visible_to(user))
    return cases.annotate(documents_count=Count("documents", filter=seen))


def _named(documents: list[Document], key: str) -> Document | None:
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return next((each for each in documents if each.pk == wanted), None)
