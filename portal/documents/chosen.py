"""The documents that somebody ticked in a list, and what he did with them last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.http import HttpRequest

from portal.access.gate import PortalRequest
from portal.documents.models import Document, DocumentQuerySet

MOST = 500  # in one go
DONE = "documents_done"


def keys(typed: Iterable[str]) -> list[UUID]:
    """The keys among what a form named, each once; what is no key is left out."""
    found = (_key(each) for each in list(typed)[:MOST])
    return list(dict.fromkeys(key for key in found if key is not None))


def documents(request: PortalRequest) -> DocumentQuerySet:
    """Those of them that the person sees."""
    ticked = keys(request.POST.getlist("document"))
    return Document.objects.visible_to(request.user).filter(pk__in=ticked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done with several documents of a case, for one press on Undo: `what` is
    "trashed", "moved", "shared" or "unshared". `back` holds the documents' keys and the
    folders' that they were in; of a sharing its key alone."""

    what: str
    case: str
    back: list[tuple[str, str]]

    @property
    def is_of_sharing(self) -> bool:
        """Whether `back` names a `Sharing`."""
        return self.what in ("shared", "unshared")

    def remember(self, request: HttpRequest) -> None:
        """Offer it on the next page of the case."""
        request.session[DONE] = {
            "what": self.what,
            "case": self.case,
            "back": self.back,
        }

    @classmethod
    def offered(cls, request: HttpRequest, case: UUID) -> Self | None:
        """What was done in this case on the page before, once."""
        kept: Mapping[str, Any] | None = request.session.get(DONE)
        if not kept or kept["case"] != str(case):
            return None
        del request.session[DONE]
        return cls(what=kept["what"], case=kept["case"], back=kept["back"])


def _key(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
