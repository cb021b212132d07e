"""What the list of cases is asked for, all of it in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.db.models import F
from django.db.models.expressions import OrderBy
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.cases.models import CaseQuerySet
from portal.people.days import today
from tenants.accounts.models import User

OPEN, CLOSED, OVER, ALL = "open", "closed", "over", "all"
STATES: Mapping[str, Promise] = {
    OPEN: _("Open"),
    CLOSED: _("Closed"),
    OVER: _("Kept long enough"),
    ALL: _("Open and closed"),
}
ME = "me"
NO_AREA = "-"
SORTS: Mapping[str, tuple[Promise, str | OrderBy]] = {
    "changed": (_("Last change"), "-updated_at"),
    "reference": (_("Reference"), "reference"),
    "title": (_("Title"), "title"),
    "opened": (_("Newest first"), F("opened_on").desc(nulls_last=True)),
    "kept": (_("Kept until"), F("retain_until").asc(nulls_last=True)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What was typed and chosen. `who` is a colleague's key or ME, `area` a slug; ""
    means all. `sort` is "" for the latest change first."""

    query: str = ""
    state: str = OPEN
    who: str = ""
    area: str = ""
    sort: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> Self:
        """From an address; what is not known is left out."""
        state, sort = asked.get("state", ""), asked.get("sort", "")
        return cls(
            query=asked.get("q", "").strip()[:100],
            state=state if state in STATES else OPEN,
            who=_person(asked.get("who", "")),
            area=asked.get("area", "")[:40],
            sort=sort if sort in SORTS else "",
        )

    @property
    def is_any(self) -> bool:
        """Whether something else than all open cases is asked for."""
        return bool(self.query or self.who or self.area or self.state != OPEN)

    def apply(self, cases: CaseQuerySet, *, user: User) -> CaseQuerySet:
        """The cases that are asked for, in order."""
        found = self._in_state(cases)
        if self.who == ME:
            found = found.worked_on_by(user)
        elif self.who:
            found = found.filter(responsible=UUID(self.who))
        if self.area == NO_AREA:
            found = found.filter(practice_area=None)
        elif self.area:
            found = found.filter(practice_area__slug=self.area)
        if self.query:
            found = found.matching(self.query)
        return self._sorted(found)

    def _in_state(self, cases: CaseQuerySet) -> CaseQuerySet:
        if self.state == ALL:
            return cases
        if self.state == OVER:
            return cases.kept_long_enough(today())
        return cases.closed() if self.state == CLOSED else cases.open()

    def _sorted(self, cases: CaseQuerySet) -> CaseQuerySet:
        if self.sort:
            return cases.order_by(SORTS[self.sort][1], "-pk")
        if self.state == OVER:
            return cases.order_by("retain_until", "pk")
        return cases.latest_first()


def _person(asked: str) -> str:
    if asked == ME:
        return ME
    try:
        return str(UUID(asked))
    except ValueError:
        return ""
