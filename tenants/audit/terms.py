"""How long a log is kept: the arithmetic of the firm's choice. Reads nothing.

The choice is told by entries of the log itself, so that it is sealed with the rest and
whoever looks at a removal years later finds the rule that it followed. These entries
are sealed apart from others, and never removed.

    history.term_chosen      years; 0 is for as long as the firm's data
    history.term_withdrawn   a shorter term that was still to come is taken back
    history.removed          first, last: the seals; rows: how many; years: the rule
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

CHOSEN = "history.term_chosen"
WITHDRAWN = "history.term_withdrawn"
REMOVED = "history.removed"
ABOUT_TERMS = frozenset({CHOSEN, WITHDRAWN, REMOVED})

FOR_GOOD = 0
YEARS = (FOR_GOOD, 10, 5, 2, 1)  # what can be chosen, the longest first
# Break-ins are often found only after months; the CNIL, for one, has security logs kept
# for six months to a year (deliberation 2021-122).
FLOOR = 1
# So long an owner whose account was taken over, or a colleague, can take it back.
DELAY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Terms:
    """The term in force, and the shorter one that follows unless it is taken back."""

    years: int = FOR_GOOD
    next_years: int | None = None
    next_from: datetime | None = None

    def at(self, moment: datetime) -> Terms:
        """How it stands at this moment."""
        if self.next_years is None or self.next_from is None:
            return self
        return Terms(self.next_years) if self.next_from <= moment else self

    def hear(self, action: str, details: Mapping[str, Any], at: datetime) -> Terms:
        """How it stands after this entry. One that makes no sense changes nothing.

        A longer term counts at once, a shorter one after the delay.
        """
        now, years = self.at(at), details.get("years")
        if action == WITHDRAWN:
            return Terms(now.years)
        if action != CHOSEN or years not in YEARS:
            return now
        if is_shorter(years, now.years):
            return Terms(now.years, years, at + DELAY)
        return Terms(years)


def is_shorter(years: int, than: int) -> bool:
    """Whether less is kept."""
    return years != FOR_GOOD and (than == FOR_GOOD or years < than)


def years_before(moment: datetime, years: int) -> datetime:
    """The same day and time so many years earlier; for 29 February the day before."""
    try:
        return moment.replace(year=moment.year - years)
    except ValueError:
        return moment.replace(year=moment.year - years, day=28)
