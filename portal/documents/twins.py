"""Documents that are made of the same bytes."""

from __future__ import annotations

from collections.abc import Iterable

from portal.documents.models import Document
from tenants.accounts.models import User

SHOWN = 5


def of(document: Document, user: User) -> list[Document]:
    """The others with the same content, in all cases that the person sees."""
    found = Document.objects.visible_to(user).filter(sha256=document.sha256)
    others = found.exclude(pk=document.pk).select_related("case", "folder")
    return list(others.latest_first()[:SHOWN])


def of_new(documents: Iterable[Document]) -> list[Document]:
    """Documents that their case had already before these came. Said, and not refused:
    the same file may stand in two folders on purpose."""
    new = list(documents)
    if not new:
        return []
    found = Document.objects.live().filter(
        case=new[0].case_id, sha256__in=[each.sha256 for each in new]
    )
    return list(found.exclude(pk__in=[each.pk for each in new]).latest_first()[:SHOWN])
