"""Dates of cases, the firm's rules about them, and the feeds that carry them."""

from portal.calendar.models.entries import (
    HOLD,
    LONGEST_MINUTES,
    REMINDER_DAYS,
    CalendarEntry,
    CalendarEntryQuerySet,
    EntryKind,
)
from portal.calendar.models.feeds import CalendarFeed, CalendarFeedQuerySet
from portal.calendar.models.rules import CalendarRules

__all__ = [
    "HOLD",
    "LONGEST_MINUTES",
    "REMINDER_DAYS",
    "CalendarEntry",
    "CalendarEntryQuerySet",
    "CalendarFeed",
    "CalendarFeedQuerySet",
    "CalendarRules",
    "EntryKind",
]
