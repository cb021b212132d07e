"""What the list of contacts is asked for, all of it in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.people.models import ContactQuerySet, Kind

FEW = 25  # a page
ACCESS: dict[str, Promise] = {
    "with": _("With portal access"),
    "without": _("Without portal access"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What was typed and chosen; "" means all."""

    query: str = ""
    kind: str = ""
    access: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> Self:
        """From an address; what is not known is left out."""
        kind, access = asked.get("kind", ""), asked.get("access", "")
        return cls(
            query=asked.get("q", "").strip()[:100],
            kind=kind if kind in Kind.values else "",
            access=access if access in ACCESS else "",
        )

    @property
    def is_any(self) -> bool:
        """Whether not all are asked for."""
        return bool(self.query or self.kind or self.access)

    def apply(self, contacts: ContactQuerySet) -> ContactQuerySet:
        """The contacts that are asked for, the best first."""
        contacts = contacts.there()
        if self.kind:
            contacts = contacts.filter(kind=self.kind)
        if self.access:
            contacts = contacts.filter(user__isnull=self.access == "without")
        return self._found(contacts) if self.query else contacts.by_name()

    def _found(self, contacts: ContactQuerySet) -> ContactQuerySet:
        """Mistakes are guessed at only when few say it as it was typed."""
        exact = contacts.holding(self.query)
        has_many = exact.order_by()[FEW : FEW + 1].exists()
        found = exact if has_many else contacts.matching(self.query)
        return found.best_first(self.query)
