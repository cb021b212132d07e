"""Operators whom an owner let in, each in a browser of his own."""

from __future__ import annotations

import contextvars

from portal.support.guests import BACKEND
from tenants import scope
from tests.conftest import HostClient
from tests.permissions import visiting
from tests.permissions.fronts import FirmFront
from tests.permissions.house import House

VISITS = {"reader": visiting.READING, "setter": visiting.SETTINGS}


def come_in(front: FirmFront) -> FirmFront:
    """Both guests are inside."""
    for who, visit in VISITS.items():
        browser = contextvars.Context().run(_come_in, front.house, visit)
        front.browsers._cookies[who] = browser.cookies
    return front


def _come_in(house: House, visit: str) -> HostClient:
    with scope.scope(house.firm):
        browser = HostClient(house.firm.primary_host)
        browser.force_login(visiting.guest(visit), backend=BACKEND)
        return browser
