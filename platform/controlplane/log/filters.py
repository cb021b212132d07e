"""What the log is asked for: actor, action, firm and period, all in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from tenants.audit.models import Entry
from tenants.models import Firm

FIRM = Firm._meta.label_lower


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What was chosen; None and "" mean all. `first` and `last` are whole days of the
    reader's time zone."""

    actor: UUID | None = None
    action: str = ""
    firm: UUID | None = None
    first: date | None = None
    last: date | None = None

    @property
    def is_any(self) -> bool:
        """Whether something was chosen."""
        chosen = (self.actor, self.action, self.firm, self.first, self.last)
        return any(chosen)

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """The entries that are asked for. `action` also means all that begin so."""
        if self.actor:
            entries = entries.filter(actor_id=self.actor)
        if self.action:
            entries = entries.filter(action=self.action)
        if self.firm:
            entries = entries.filter(about(self.firm))
        if self.first:
            entries = entries.filter(at__gte=_midnight(self.first))
        if self.last:
            entries = entries.filter(at__lt=_midnight(self.last + timedelta(days=1)))
        return entries


def about(firm: UUID) -> Q:
    """About the firm itself, or about a thing of the firm, which names it."""
    return Q(target_type=FIRM, target_id=firm) | Q(details__firm=str(firm))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
