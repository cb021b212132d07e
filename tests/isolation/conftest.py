"""Two firms that are equal in everything but their canaries."""

from __future__ import annotations

import pytest

from tests.isolation.crawling import prepared
from tests.permissions.conftest import house, other_house, own_files
from tests.permissions.fronts import FirmFront
from tests.permissions.house import House
from tests.tenants.mail.conftest import catcher

__all__ = ["catcher", "house", "other_house", "own_files"]


@pytest.fixture
def peeters(house: House) -> House:
    """Peeters & Partners, with its canary in every text."""
    return prepared(house)


@pytest.fixture
def devries(other_house: House) -> House:
    """De Vries Advocaten, with its own."""
    return prepared(other_house)


@pytest.fixture
def fronts(peeters: House, devries: House) -> dict[str, FirmFront]:
    """The hosts of both; each is the other's stranger."""
    return {
        "peeters": FirmFront(peeters, devries),
        "devries": FirmFront(devries, peeters),
    }
