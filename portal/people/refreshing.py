"""Puts right the text by which a contact is found.

The actions keep it. While a new release is brought out, the one before still writes
contacts, and does not know of the text; and a better way of making it counts for all.
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.people import saving
from portal.people.models import Contact
from portal.people.points import Point

PIECE = 500


def refresh() -> int:
    """Correct the contacts of the firm in force; how many there were to correct."""
    changed = 0
    for piece in _pieces():
        stale = [each for each in piece if _corrected(each)]
        Contact.objects.bulk_update(stale, ["search_text", "search_name"])
        changed += len(stale)
    return changed


def _pieces() -> Iterator[list[Contact]]:
    rows = Contact.objects.with_points().order_by("pk")
    last = None
    while piece := list((rows.filter(pk__gt=last) if last else rows)[:PIECE]):
        yield piece
        last = piece[-1].pk


def _corrected(contact: Contact) -> bool:
    points = [Point(each.means, each.value) for each in contact.points.all()]  # type: ignore[arg-type]
    before = contact.search_text, contact.search_name
    saving.mark(contact, points)
    return (contact.search_text, contact.search_name) != before
