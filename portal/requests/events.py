"""What people are told of requests. Nothing of what is asked stands in a mail."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from portal.notifications.registry import Audience, Kind
from portal.notifications.registry import register as _register
from portal.policy.models import Section
from portal.requests import queries

HOLD = timedelta(seconds=60)
BATCH = timedelta(minutes=10)  # after the last file, unless he says that he is done

_for_clients = partial(
    Kind,
    audience=Audience.CLIENT,
    recipients=queries.readers,
    link=queries.portal_page,
    section=Section.DOCUMENTS,
)
_for_the_firm = partial(
    Kind,
    audience=Audience.STAFF,
    recipients=queries.minders,
    visible=queries.to_review,
    link=queries.desk_page,
)

ASKED = _for_clients(
    name="request.asked", visible=queries.asked, hold=HOLD, is_seen_at_once=True
)
DUE = _for_clients(name="request.due", visible=queries.asked)
REJECTED = _for_clients(
    name="request.item_rejected",
    visible=queries.rejected,
    hold=HOLD,
    is_seen_at_once=True,
)
COMPLETE = _for_clients(
    name="request.complete",
    visible=queries.completed,
    hold=HOLD,
    is_seen_at_once=True,
)
SENT = _for_the_firm(name="request.sent", hold=BATCH, is_seen_at_once=True)
DONE = _for_the_firm(name="request.done")


def register() -> None:
    """Let the kinds be told of."""
    for kind in (ASKED, DUE, REJECTED, COMPLETE, SENT, DONE):
        _register(kind)
