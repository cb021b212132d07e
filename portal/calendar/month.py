"""A month as a sheet of weeks, Monday first, with the entries of each day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.calendar.models import CalendarEntry
from portal.calendar.timing import DAY, is_possible

WEEK = 7
MOST = 4  # entries of a day that the sheet has room for
# So far can a day somewhere in the world lie from the same day in UTC.
FARTHEST = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the sheet; `is_inside` says whether it belongs to the month."""

    date: date
    is_inside: bool
    is_today: bool
    entries: tuple[CalendarEntry, ...]

    @property
    def shown(self) -> tuple[CalendarEntry, ...]:
        """Those that there is room for."""
        room = MOST if len(self.entries) <= MOST else MOST - 1
        return self.entries[:room]

    @property
    def more(self) -> int:
        """How many others there are."""
        return len(self.entries) - len(self.shown)


@dataclass(frozen=True, slots=True)
class Month:
    """The sheet. `previous` and `following` are months, as an address has them."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]

    @property
    def previous(self) -> str:
        """The month before."""
        return name_of(self.first - DAY)

    @property
    def following(self) -> str:
        """The month after."""
        return name_of(self.first + 31 * DAY)

    @property
    def has_entries(self) -> bool:
        """Whether there is anything on it."""
        return any(day.entries for week in self.weeks for day in week)


def name_of(day: date) -> str:
    """2026-12"""
    return f"{day:%Y-%m}"


def asked_for(wish: str, *, today: date) -> date:
    """The first day of the month in an address; of this month, when it says none."""
    try:
        found = datetime.strptime(wish, "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError:
        return today.replace(day=1)
    return found if is_possible(found) else today.replace(day=1)


def edges(first: date) -> tuple[date, date]:
    """The Monday with which the sheet begins, and the one with which it is over."""
    after = (first + 31 * DAY).replace(day=1)
    begin = first - first.weekday() * DAY
    return begin, after + (-after.weekday() % WEEK) * DAY


def reach(begin: date, end: date) -> tuple[datetime, datetime]:
    """Between which moments lies what may fall on these days, in any zone."""
    midnight = (
        datetime.combine(begin, time.min, UTC),
        datetime.combine(end, time.min, UTC),
    )
    return midnight[0] - FARTHEST, midnight[1] + FARTHEST


def sheet(
    first: date, entries: Iterable[CalendarEntry], *, zone: ZoneInfo, today: date
) -> Month:
    """The month, with what falls on its days for somebody in this zone."""
    by_day: dict[date, list[CalendarEntry]] = defaultdict(list)
    for entry in entries:
        by_day[entry.day_in(zone)].append(entry)
    begin, end = edges(first)
    days = [
        Day(
            each,
            is_inside=each.month == first.month,
            is_today=each == today,
            entries=tuple(sorted(by_day[each], key=_place)),
        )
        for each in (begin + number * DAY for number in range((end - begin).days))
    ]
    weeks = tuple(tuple(days[at : at + WEEK]) for at in range(0, len(days), WEEK))
    return Month(first, weeks)


def _place(entry: CalendarEntry) -> tuple[bool, datetime]:
    """Whole days on top, then by the clock."""
    return not entry.is_whole_day, entry.starts_at
