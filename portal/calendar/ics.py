"""A calendar feed as text (RFC 5545): when something is, and of which kind; never of
which case, with whom, under which title or where.

Times are in UTC and whole days are dates, so no table of time zones is needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils import translation
from icalendar import Calendar, Event

from portal.calendar.models import CalendarEntry
from portal.calendar.timing import DAY
from tenants.accounts.models import User

BACK = timedelta(days=90)
COME_AGAIN = "PT2H"


def entries_of(user: User, *, at: datetime) -> Iterable[CalendarEntry]:
    """What the feed carries: a client's shared dates; a colleague's own, and those of
    cases that he works on. The last ninety days and all that is to come."""
    found = CalendarEntry.objects.visible_to(user).filter(ends_at__gt=at - BACK)
    mine = found if user.is_client else found.of(user)
    return mine.soonest_first()


def written(
    entries: Iterable[CalendarEntry], *, user: User, firm: str, link: str
) -> bytes:
    """The feed, in the language of its person."""
    found = Calendar()
    found.add("prodid", "-//Tablinum//Calendar feed//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", firm)
    found.add("x-published-ttl", COME_AGAIN)
    with translation.override(user.language):
        for entry in entries:
            found.add_component(_event(entry, firm=firm, link=link))
    return bytes(found.to_ical())


def _event(entry: CalendarEntry, *, firm: str, link: str) -> Event:
    event = Event()
    event.add("uid", str(entry.pk))
    event.add("dtstamp", entry.updated_at.astimezone(UTC))
    event.add("summary", f"{entry.kind_label} · {firm}")
    event.add("class", "PRIVATE")
    event.add("status", "CONFIRMED" if entry.is_standing else "CANCELLED")
    event.add("url", link)
    if entry.is_whole_day:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + DAY)
        event.add("transp", "TRANSPARENT")
        return event
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    if entry.ends_at > entry.starts_at:
        event.add("dtend", entry.ends_at.astimezone(UTC))
    return event
