"""What the firm does with folders. Each is one transaction, audit included. A folder
decides nothing about who sees a document: moving one shares nothing and hides nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.documents import searching
from portal.documents.models import Document, DocumentQuerySet, Folder
from tenants import audit
from tenants.accounts.models import User
from tenants.errors import DomainError

Places = Mapping[UUID, UUID | None]  # a document's key, and the folder's


@transaction.atomic
def create(*, case: Case, name: str, by: User, at: datetime) -> Folder:
    """Make a folder; one that has this name already is the one that is meant."""
    folder, is_new = Folder.objects.get_or_create(
        case=case, name=name, defaults={"created_by": by, "created_at": at}
    )
    if is_new:
        audit.record("folder.created", folder, by=by, at=at, case=str(case.pk))
    return folder


@transaction.atomic
def rename(*, folder: Folder, name: str, by: User, at: datetime) -> None:
    """Give it another name. Raises DomainError when the case has one of that name."""
    same = Folder.objects.filter(case=folder.case_id, name=name).exclude(pk=folder.pk)
    if same.exists():
        raise DomainError(_("There is a folder of this name. Choose another one."))
    folder.name = name
    folder.save(update_fields=["name"])
    _find_anew(Document.objects.filter(folder=folder))
    case = str(folder.case_id)
    audit.record("folder.renamed", folder, by=by, at=at, case=case)


@transaction.atomic
def remove(*, folder: Folder, by: User, at: datetime) -> None:
    """Take the folder away. Its documents stay in the case, in no folder."""
    documents = list(
        Document.objects.filter(folder=folder).values_list("pk", flat=True)
    )
    case = str(folder.case_id)
    audit.record("folder.removed", folder, by=by, at=at, case=case)
    folder.delete()
    _find_anew(Document.objects.filter(pk__in=documents))


@transaction.atomic
def move(*, places: Places, by: User, at: datetime) -> Places:
    """Put each document into its folder, or into none; where they were before.

    Raises DomainError when a folder is of another case.
    """
    documents = list(_held(places))
    known = _folders(places, documents)
    before: dict[UUID, UUID | None] = {}
    for document in documents:
        target = places[document.pk]
        if document.folder_id == target:
            continue
        before[document.pk] = document.folder_id
        document.folder = known[target] if target else None
        searching.remember(document)
        document.save(update_fields=["folder", "search_text"])
        case = str(document.case_id)
        audit.record("document.moved", document, by=by, at=at, case=case)
    return before


def _held(places: Collection[UUID]) -> list[Document]:
    """Always in one order: two who move the same ones do not block each other."""
    found = Document.objects.live().filter(pk__in=places)
    return list(found.select_for_update().order_by("pk"))


def _folders(places: Places, documents: list[Document]) -> dict[UUID, Folder]:
    wanted = {key for key in places.values() if key}
    known = {each.pk: each for each in Folder.objects.filter(pk__in=wanted)}
    for document in documents:
        target = places[document.pk]
        if target and getattr(known.get(target), "case_id", None) != document.case_id:
            raise DomainError(_("This folder is not there any more. Choose another."))
    return known


def _find_anew(documents: DocumentQuerySet) -> None:
    found = list(documents.select_related("folder"))
    for document in found:
        searching.remember(document)
    Document.objects.bulk_update(found, ["search_text"], batch_size=500)
