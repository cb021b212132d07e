"""What the calendar is asked for, all of it in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.calendar.models import CalendarEntryQuerySet, EntryKind
from portal.calendar.timing import is_possible
from portal.cases.models import Case
from portal.people import finding
from tenants.accounts.models import User

ME = "me"
COMING, OVERDUE, DONE, PAST, ALL = "coming", "overdue", "done", "past", "all"
STATES: Mapping[str, Promise] = {
    COMING: _("Coming"),
    OVERDUE: _("Overdue"),
    DONE: _("Done"),
    PAST: _("Past and cancelled"),
    ALL: _("All"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What was typed and chosen; "" means all. `case` are words of a case."""

    who: str = ""
    kind: str = ""
    case: str = ""
    state: str = COMING

    @classmethod
    def of(cls, asked: QueryDict) -> Self:
        """From an address; what is not known is left out."""
        kind, state = asked.get("kind", ""), asked.get("state", "")
        return cls(
            who=ME if asked.get("who") == ME else "",
            kind=kind if kind in EntryKind.values else "",
            case=asked.get("case", "").strip()[:100],
            state=state if state in STATES else COMING,
        )

    @property
    def is_any(self) -> bool:
        """Whether something is left out of what is to come."""
        return bool(self.who or self.kind or self.case)

    def narrow(
        self, entries: CalendarEntryQuerySet, *, user: User
    ) -> CalendarEntryQuerySet:
        """Whose, which kind, and of which case; whatever the time."""
        found = entries.of(user) if self.who else entries
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.case and finding.words(self.case):
            cases = Case.objects.visible_to(user).matching(self.case)
            words = Q(case__in=cases) | Q(title__icontains=self.case)
            found = found.filter(words)
        return found

    def in_state(
        self, entries: CalendarEntryQuerySet, *, at: datetime
    ) -> CalendarEntryQuerySet:
        """Coming, overdue, done or past ones, in the order in which one asks."""
        if self.state == COMING:
            return entries.coming(at).soonest_first()
        if self.state == OVERDUE:
            return entries.overdue(at).soonest_first()
        if self.state == DONE:
            return entries.filter(done_at__isnull=False).latest_first()
        if self.state == PAST:
            is_off = Q(ends_at__lte=at) | Q(cancelled_at__isnull=False)
            return entries.filter(is_off).latest_first()
        return entries.latest_first()


def day_of(wish: str) -> date | None:
    """A day in an address; None when it says none."""
    try:
        found = date.fromisoformat(wish)
    except ValueError:
        return None
    return found if is_possible(found) else None
