"""What the calendar holds about a contact, for a copy of personal data: the dates that
were shared in the cases in which it is a client."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from portal.calendar.models import CalendarEntry, CalendarEntryQuerySet
from portal.cases.models import Party
from portal.people.belongings import Belonging, register
from portal.people.models import Contact


def register_dates() -> None:
    """Hand them out. They hang on cases, so a merge has nothing to move."""
    register(
        "calendar",
        Belonging(
            label=gettext_lazy("Dates"),
            models=(),
            count=lambda contact: _shared_with(contact).count(),
            move=lambda loser, winner: None,
            collect=collect,
        ),
    )


def collect(contact: Contact) -> list[dict[str, Any]]:
    """Each date, in the words that a client reads."""
    rows = _shared_with(contact).select_related("case").soonest_first()
    return [
        {
            "case": each.case.reference,
            "kind": each.kind_label,
            "title": each.portal_title,
            "starts_at": each.day if each.is_whole_day else each.local_start,
            "minutes": each.minutes,
            "place": each.place,
            "video_link": each.video_url,
            "cancelled": each.cancelled_at,
        }
        for each in rows
    ]


def _shared_with(contact: Contact) -> CalendarEntryQuerySet:
    parts = Party.objects.clients().filter(contact=contact)
    found = CalendarEntry.objects.filter(case__in=parts.values("case"))
    return found.shared()
