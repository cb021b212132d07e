"""A copy of personal data is made once, and kept for a week: it holds everything."""

from __future__ import annotations

from datetime import datetime, timedelta

from portal.people.models import CopyState, PersonalCopy
from portal.people.personal import packing
from tenants import audit

KEPT_FOR = timedelta(days=7)


def finish(copy: PersonalCopy, *, at: datetime) -> None:
    """Make the file, and say that it is there. In the transaction of the caller."""
    copy.size = packing.pack(copy)
    copy.state, copy.expires_at = CopyState.READY, at + KEPT_FOR
    copy.save(update_fields=["size", "state", "expires_at"])
    audit.record("contact.copy_made", copy.contact, by=None, at=at)


def remove_expired(*, at: datetime) -> int:
    """Remove the files whose time is over; their number.

    The file goes first: a crash in between leaves a row that is found again.
    """
    expired = list(PersonalCopy.objects.expired(at))
    for copy in expired:
        packing.remove(copy)
        copy.state = CopyState.REMOVED
        copy.save(update_fields=["state"])
    return len(expired)
