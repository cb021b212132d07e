"""From what somebody typed (a day, perhaps a time, a zone) to moments, and back.

Twice a year a clock is moved. A time that it leaps over does not exist, and is refused;
one that it shows twice is the first of the two, which nobody can be late for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
# The calendar of a law firm; far from where dates end.
FIRST_YEAR, LAST_YEAR = 1990, 2100
# How long an appointment without a length stands among what is to come.
USUAL_MINUTES = 60


class NoSuchTime(ValueError):  # noqa: N818  (reads as what is wrong)
    """On that day the clock leaps over this time."""


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when; see CalendarEntry."""

    starts_at: datetime
    ends_at: datetime
    is_whole_day: bool


def is_possible(day: date) -> bool:
    """Whether the calendar has this day."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def moment_of(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """When it is this time there, in UTC. Raises NoSuchTime."""
    wall = datetime.combine(day, clock)
    moment = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != wall:
        raise NoSuchTime
    return moment


def whole_day(day: date, zone: ZoneInfo) -> Span:
    """From midnight to midnight, or from when the day begins where it has none."""
    begin, end = (
        datetime.combine(each, time.min, zone).astimezone(UTC)
        for each in (day, day + DAY)
    )
    return Span(begin, end, is_whole_day=True)


def at_time(
    day: date, clock: time, zone: ZoneInfo, *, minutes: int | None, is_deadline: bool
) -> Span:
    """From this time on, for so many minutes; a deadline is over at once. Raises
    NoSuchTime."""
    starts_at = moment_of(day, clock, zone)
    usual = 0 if is_deadline else USUAL_MINUTES
    lasts = timedelta(minutes=usual if minutes is None else minutes)
    return Span(starts_at, starts_at + lasts, is_whole_day=False)
