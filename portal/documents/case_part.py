"""The documents of a case, on the pages of the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from portal.cases import parts
from portal.cases.models import Case, CaseQuerySet
from portal.documents import chosen, sent
from portal.documents.filters import SORTS, Filters
from portal.documents.forms import UploadForm
from portal.documents.models import (
    Document,
    DocumentKind,
    DocumentQuerySet,
    Folder,
)
from portal.policy.models import Section
from portal.ui.paging import Pages
from tenants.accounts.models import User

PAGE_SIZE = 50  # on the desk; a case may have thousands
SHOWN = 25  # to a client; the rest stands in the list of documents


def register() -> None:
    """Show documents on the pages of a case."""
    parts.register(
        parts.CasePart(desk=desk_context, portal=portal_context, listed=listed)
    )


def desk_context(request: HttpRequest, case: Case, user: User) -> Mapping[str, Any]:
    """A page of them, those that are asked for; what was done with several on the page
    before."""
    visible = Document.objects.visible_to(user).filter(case=case)
    filters = Filters.of(request.GET)
    found = filters.apply(visible.latest_first())
    pages = Pages(found, PAGE_SIZE, dressed=DocumentQuerySet.with_rows)
    return {
        "documents": pages.get_page(request.GET.get("page")),
        "filters": filters,
        "folders": folders_of(case),
        "sorts": [(name, label) for name, (label, _order) in SORTS.items()],
        "kinds": DocumentKind.choices,
        "done": chosen.Done.offered(request, case.pk),
        "upload_form": UploadForm(),
    }


def folders_of(case: Case) -> list[Folder]:
    """The folders by name, each with how many documents it has (`count`)."""
    counted = Count("documents", filter=Q(documents__deleted_at=None))
    return list(case.folders.annotate(count=counted).order_by("name"))


def portal_context(case: Case, user: User) -> Mapping[str, Any]:
    """What is shared, the newest first, and whether anything can ever stand there."""
    visible = Document.objects.visible_to(user).filter(case=case)
    visible = visible.exclude(uploaded_by=user.pk)  # those stand below
    open_ = Case.objects.open_to(user, Section.DOCUMENTS).filter(pk=case.pk)
    documents = list(visible.with_rows().latest_shared_first()[: SHOWN + 1])
    is_open = open_.exists()
    return {
        "documents": documents[:SHOWN],
        "has_more_documents": len(documents) > SHOWN,
        "shows_documents": bool(documents) or is_open,
        **sent.context(case, user, is_open=is_open),
    }


def listed(cases: CaseQuerySet, user: User) -> CaseQuerySet:
    """Count what a client sees of each case."""
    seen = Document.objects.visible_to(user).filter(case=OuterRef("pk"))
    counted = seen.order_by().values("case").annotate(count=Count("pk")).values("count")
    count = Subquery(counted, output_field=IntegerField())
    return cases.annotate(documents_count=Coalesce(count, 0))
