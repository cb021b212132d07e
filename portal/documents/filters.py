"""What a list of documents is asked for, all of it in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.documents.models import DocumentKind, DocumentQuerySet

NO_FOLDER = "-"
SHARED, INTERNAL = "shared", "internal"
STATES: Mapping[str, Promise] = {SHARED: _("Shared"), INTERNAL: _("Internal")}
SORTS: Mapping[str, tuple[Promise, tuple[str, ...]]] = {
    "title": (_("Title"), ("title", "pk")),
    "oldest": (_("Oldest first"), ("uploaded_at", "pk")),
    "largest": (_("Largest first"), ("-size", "pk")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What was typed and chosen; "" means all. `folder` is a key, or NO_FOLDER."""

    query: str = ""
    folder: str = ""
    case: str = ""
    kind: str = ""
    state: str = ""
    sort: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> Self:
        """From an address; what is not known is left out."""
        kind, state = asked.get("kind", ""), asked.get("state", "")
        folder, sort = asked.get("folder", ""), asked.get("sort", "")
        return cls(
            query=asked.get("q", "").strip()[:100],
            folder=folder if folder == NO_FOLDER else _key(folder),
            case=_key(asked.get("case", "")),
            kind=kind if kind in DocumentKind.values else "",
            state=state if state in STATES else "",
            sort=sort if sort in SORTS else "",
        )

    @property
    def is_any(self) -> bool:
        """Whether less than everything is asked for."""
        asked = (self.query, self.folder, self.case, self.kind, self.state)
        return any(asked)

    def apply(self, documents: DocumentQuerySet) -> DocumentQuerySet:
        """Those that are asked for, in order."""
        found = self._in_place(documents)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.state == SHARED:
            found = found.shared()
        elif self.state == INTERNAL:
            found = found.not_shared()
        if self.query:
            found = found.matching(self.query)
        return found.order_by(*SORTS[self.sort][1]) if self.sort else found

    def _in_place(self, documents: DocumentQuerySet) -> DocumentQuerySet:
        found = documents
        if self.case:
            found = found.filter(case=UUID(self.case))
        if self.folder == NO_FOLDER:
            found = found.filter(folder=None)
        elif self.folder:
            found = found.filter(folder=UUID(self.folder))
        return found


def _key(asked: str) -> str:
    try:
        return str(UUID(asked))
    except ValueError:
        return ""
