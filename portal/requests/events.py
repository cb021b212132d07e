"""What people are told of requests. Nothing of what is asked stands in a mail."""

from __future__ import annotations

from datetime import timedelta

from portal.notifications.registry import Audience, Kind
from portal.notifications.registry import register as _register
from portal.policy.models import Section
from portal.requests import queries

HOLD = timedelta(seconds=60)
BATCH = timedelta(minutes=10)  # after the last file, unless he says that he is done

ASKED = Kind(
    name="request.asked",
    audience=Audience.CLIENT,
    recipients=queries.readers,
    visible=queries.asked,
    link=queries.portal_page,
    section=Section.DOCUMENTS,
    hold=HOLD,
    is_seen_at_once=True,
)
DUE = Kind(
    name="request.due",
    audience=Audience.CLIENT,
    recipients=queries.readers,
    visible=queries.asked,
    link=queries.portal_page,
    section=Section.DOCUMENTS,
)
REJECTED = Kind(
    name="request.item_rejected",
    audience=Audience.CLIENT,
    recipients=queries.readers,
    visible=queries.rejected,
    link=queries.portal_page,
    section=Section.DOCUMENTS,
    hold=HOLD,
    is_seen_at_once=True,
)
COMPLETE = Kind(
    name="request.complete",
    audience=Audience.CLIENT,
    recipients=queries.readers,
    visible=queries.completed,
    link=queries.portal_page,
    section=Section.DOCUMENTS,
    hold=HOLD,
    is_seen_at_once=True,
)
SENT = Kind(
    name="request.sent",
    audience=Audience.STAFF,
    recipients=queries.minders,
    visible=queries.to_review,
    link=queries.desk_page,
    hold=BATCH,
    is_seen_at_once=True,
)
DONE = Kind(
    name="request.done",
    audience=Audience.STAFF,
    recipients=queries.minders,
    visible=queries.to_review,
    link=queries.desk_page,
)


def register() -> None:
    """Let the kinds be told of."""
    for kind in (ASKED, DUE, REJECTED, COMPLETE, SENT, DONE):
        _register(kind)
