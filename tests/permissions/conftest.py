"""Two firms that have some of everything, and the hosts at which one may ask."""

from __future__ import annotations

import contextvars

import pytest

from tenants.models import Firm
from tests.permissions import house as houses
from tests.permissions.fronts import FirmFront, PlatformFront
from tests.permissions.house import House
from tests.portal.conftest import own_files

__all__ = ["own_files"]


@pytest.fixture
def house(firm: Firm) -> House:
    """Peeters & Partners."""
    return contextvars.Context().run(houses.furnish, firm, "qpeeters7f")


@pytest.fixture
def other_house(other_firm: Firm) -> House:
    """De Vries Advocaten: the same people, with equal keys, addresses and passwords."""
    return contextvars.Context().run(houses.furnish, other_firm, "qdevries3c")


@pytest.fixture
def firm_front(house: House, other_house: House) -> FirmFront:
    """The host of Peeters & Partners."""
    return FirmFront(house, other_house)


@pytest.fixture
def platform_front(house: House) -> PlatformFront:
    """The platform's own host."""
    return PlatformFront(house)
