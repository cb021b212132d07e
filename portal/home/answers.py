"""What all features together say on the client's first page, put in one order."""

from __future__ import annotations

from datetime import date

from portal.access.gate import PortalRequest
from portal.home.parts import Coming, News, Task, portal_parts

TASKS = 20
LATEST = 6
COMING = 4


def tasks(request: PortalRequest) -> list[Task]:
    """What he is to do: what has a day first, the nearest on top."""
    found = [row for each in portal_parts() for row in each.tasks(request, TASKS)]
    return sorted(found, key=lambda task: task.due_on or date.max)


def latest(request: PortalRequest) -> list[News]:
    """What happened, the newest first."""
    found = [row for each in portal_parts() for row in each.latest(request, LATEST)]
    return sorted(found, key=lambda news: news.at, reverse=True)[:LATEST]


def coming(request: PortalRequest) -> list[Coming]:
    """What is next, the nearest first."""
    found = [row for each in portal_parts() for row in each.coming(request, COMING)]
    return sorted(found, key=lambda row: row.at)[:COMING]
