"""From a day and a time on a clock to a moment, also when clocks are moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.calendar import timing
from portal.calendar.models import CalendarEntry
from tests.portal.calendar.conftest import BRUSSELS

SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)


def test_a_time_that_the_clock_leaps_over_is_refused() -> None:
    with pytest.raises(timing.NoSuchTime):
        timing.moment_of(SPRING, time(2, 30), BRUSSELS)


def test_a_time_that_the_clock_shows_twice_is_the_first_of_the_two() -> None:
    moment = timing.moment_of(AUTUMN, time(2, 30), BRUSSELS)

    assert moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25)])
def test_a_whole_day_is_as_long_as_the_clock_makes_it(day: date, hours: int) -> None:
    span = timing.whole_day(day, BRUSSELS)

    assert span.ends_at - span.starts_at == timedelta(hours=hours)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_a_whole_day_is_that_day_for_everybody(zone: str) -> None:
    span = timing.whole_day(date(2026, 12, 18), BRUSSELS)
    entry = CalendarEntry(
        starts_at=span.starts_at, is_whole_day=True, zone="Europe/Brussels"
    )

    assert entry.day_in(ZoneInfo(zone)) == date(2026, 12, 18)


def test_a_deadline_with_a_time_is_over_at_once_and_an_appointment_is_not() -> None:
    deadline, talk = (
        timing.at_time(AUTUMN, time(9), BRUSSELS, minutes=None, is_deadline=is_deadline)
        for is_deadline in (True, False)
    )

    assert deadline.ends_at == deadline.starts_at
    assert talk.ends_at == talk.starts_at + timedelta(hours=1)
