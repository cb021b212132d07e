"""The outbox is the clock: a delivery that is held until something is due.

So the sweep that runs anyway finds it, also when no worker was there at that minute,
and a firm in which nothing is due costs nothing. Waking too early, too late or twice
does no harm: whoever wakes looks at the row.
"""

from __future__ import annotations

from datetime import datetime

from portal.notifications.models import Announcement, Letter
from tenants import outbox

ANNOUNCEMENT_DUE = "notice.due"
LETTER_DUE = "letter.due"


def for_announcement(announcement: Announcement, *, at: datetime) -> None:
    """Look at it when it is due. Raises without a transaction."""
    hold = announcement.due_at - at
    outbox.publish(ANNOUNCEMENT_DUE, hold=hold, announcement=announcement.pk)


def for_letter(letter: Letter, *, at: datetime) -> None:
    """Send it when it is due; at once, when it is."""
    hold = letter.due_at - at if letter.due_at > at else None
    outbox.publish(LETTER_DUE, hold=hold, letter=letter.pk)
