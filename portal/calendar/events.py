"""What people are told of dates."""

from __future__ import annotations

from portal.calendar import queries
from portal.calendar.models import HOLD
from portal.cases.readers import desk_tab, portal_page, readers_of_page
from portal.notifications.registry import Audience, Kind
from portal.notifications.registry import register as _register
from portal.policy.models import Section

# Shared, moved or cancelled: the page shows it at once, the mail waits for a slip.
ENTRY_SHARED = Kind(
    name="calendar.entry_shared",
    audience=Audience.CLIENT,
    recipients=readers_of_page,
    visible=queries.news_for,
    link=portal_page,
    section=Section.CASES,
    hold=HOLD,
    is_seen_at_once=True,
)
NEAR = Kind(
    name="calendar.near",
    audience=Audience.CLIENT,
    recipients=readers_of_page,
    visible=queries.near_for,
    link=portal_page,
    section=Section.CASES,
)
NEAR_STAFF = Kind(
    name="calendar.near_staff",
    audience=Audience.STAFF,
    recipients=queries.colleagues_of,
    visible=queries.near_for_staff,
    link=desk_tab("calendar"),
)


def register() -> None:
    """Let the kinds be told of."""
    for kind in (ENTRY_SHARED, NEAR, NEAR_STAFF):
        _register(kind)
