"""When a reminder is due: on the reader's own morning."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

DAY = timedelta(days=1)
CLOCK_CHANGE = timedelta(hours=1)


def due_in(zone: tzinfo, *, moment: datetime, days_before: int, hour: time) -> datetime:
    """The hour of the clock in this zone, so many days before the day on which the
    moment falls there; never after the moment itself."""
    day = moment.astimezone(zone).date() - timedelta(days=days_before)
    return min(datetime.combine(day, hour, zone), moment)


def before_anywhere(moment: datetime, *, days_before: int) -> datetime:
    """A time at which it is not due yet in any zone of the world."""
    return moment - timedelta(days=days_before) - DAY - CLOCK_CHANGE


def is_over_everywhere(
    moment: datetime, *, days_before: int, hour: time, at: datetime
) -> bool:
    """Whether that morning is over in every zone of the world, or the moment is."""
    since_midnight = timedelta(hours=hour.hour, minutes=hour.minute)
    last = moment - timedelta(days=days_before) + since_midnight + CLOCK_CHANGE
    return min(last, moment) <= at
