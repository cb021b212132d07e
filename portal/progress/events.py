"""What people are told of the progress of a case."""

from __future__ import annotations

from portal.cases.readers import portal_page, readers_of_page
from portal.notifications.registry import Audience, Kind
from portal.notifications.registry import register as _register
from portal.policy.models import Section
from portal.progress import queries
from portal.progress.models import HOLD

STAGE_CHANGED = Kind(
    name="case.stage_changed",
    audience=Audience.CLIENT,
    recipients=readers_of_page,
    visible=queries.standing_for,
    link=portal_page,
    section=Section.CASES,
    hold=HOLD,
)


def register() -> None:
    """Let the kinds be told of."""
    _register(STAGE_CHANGED)
