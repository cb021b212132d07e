"""What the firm is told when a file was refused."""

from __future__ import annotations

from portal.cases.readers import desk_tab
from portal.documents import queries
from portal.notifications.registry import Audience, Kind

INFECTED = Kind(
    name="document.infected",
    audience=Audience.STAFF,
    recipients=queries.minders,
    visible=queries.seen_by,
    link=desk_tab("documents"),
)
