"""What people are told of updates, and of the promise of a next one."""

from __future__ import annotations

from portal.cases.readers import desk_tab, portal_page, readers_of_page
from portal.notifications.registry import Audience, Kind
from portal.notifications.registry import register as _register
from portal.policy.models import Section
from portal.updates import queries
from portal.updates.models import HOLD

UPDATE_POSTED = Kind(
    name="case.update_posted",
    audience=Audience.CLIENT,
    recipients=readers_of_page,
    visible=queries.shared_for,
    link=portal_page,
    section=Section.CASES,
    hold=HOLD,
)
NEXT_UPDATE_DUE = Kind(
    name="case.next_update_due",
    audience=Audience.STAFF,
    recipients=queries.minders_of,
    visible=queries.due_for,
    link=desk_tab("updates"),
)


def register() -> None:
    """Let the kinds be told of."""
    _register(UPDATE_POSTED)
    _register(NEXT_UPDATE_DUE)
