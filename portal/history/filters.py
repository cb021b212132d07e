"""What the log is asked for, all of it in the address."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.history import words
from tenants.audit.models import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What was chosen; None and "" mean all. `first` and `last` are whole days of the
    reader's time zone; `about` is the key of a case or another thing."""

    q: str = ""
    who: UUID | None = None
    group: str = ""
    about: UUID | None = None
    first: date | None = None
    last: date | None = None
    kind: str = ""
    address: str = ""

    @property
    def is_any(self) -> bool:
        """Whether something was chosen."""
        return any(getattr(self, each.name) for each in fields(self))

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """The entries that are asked for."""
        equal = {
            "actor_id": self.who, "actor_kind": self.kind, "address": self.address,
        }  # fmt: skip
        entries = entries.filter(**{name: text for name, text in equal.items() if text})
        if self.group:
            entries = entries.filter(action__in=words.of_group(self.group))
        if self.about:
            entries = entries.filter(about(self.about))
        if self.first:
            entries = entries.filter(at__gte=_midnight(self.first))
        if self.last:
            entries = entries.filter(at__lt=_midnight(self.last + timedelta(days=1)))
        for word in self.q.split():
            entries = entries.filter(
                Q(target_name__icontains=word) | Q(actor_name__icontains=word)
            )
        return entries


def about(key: UUID) -> Q:
    """About this thing itself, or about a thing of this case, which names it."""
    return Q(target_id=key) | Q(details__case=str(key))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
