"""The trash: thirty days in which what was deleted can be brought back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from portal.documents.models import Document, DocumentQuerySet
from portal.documents.sharing import acts
from tenants import audit, outbox
from tenants.accounts.models import User


@transaction.atomic
def trash(*, documents: Collection[UUID], by: User, at: datetime) -> int:
    """Put them into the trash; how many it were. Clients see them no longer, at once:
    their shares end, and bringing a document back does not bring back its share."""
    held = _held(Document.objects.live(), documents)
    for keys in _by_case(held):
        acts.unshare(documents=keys, by=by, at=at)
    for document in held:
        document.deleted_at, document.deleted_by = at, by
        document.save(update_fields=["deleted_at", "deleted_by"])
        document.case.touch(at)
        _note("trashed", document, by=by, at=at)
    return len(held)


@transaction.atomic
def restore(*, documents: Collection[UUID], by: User, at: datetime) -> int:
    """Bring them back, internal; how many it were."""
    held = _held(Document.objects.trashed(), documents)
    for document in held:
        document.deleted_at = document.deleted_by = None
        document.save(update_fields=["deleted_at", "deleted_by"])
        document.case.touch(at)
        _note("restored", document, by=by, at=at)
    return len(held)


def _by_case(documents: Collection[Document]) -> list[list[UUID]]:
    cases: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for document in documents:
        cases[document.case_id].append(document.pk)
    return list(cases.values())


def _held(found: DocumentQuerySet, keys: Collection[UUID]) -> list[Document]:
    """Always in one order: two people who delete the same ones do not block each
    other."""
    held = found.filter(pk__in=keys).select_for_update(of=("self",)).order_by("pk")
    return list(held.select_related("case"))


def _note(what: str, document: Document, *, by: User, at: datetime) -> None:
    case = str(document.case_id)
    audit.record(f"document.{what}", document, by=by, at=at, case=case)
    outbox.publish(f"document.{what}", document=document.pk)
