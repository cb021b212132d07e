"""Two firms that are equal in everything but their canaries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.isolation.crawling import prepared
from tests.permissions import furnished as furnishing
from tests.permissions.conftest import house, other_house, own_files
from tests.permissions.fronts import FirmFront
from tests.permissions.furnished import Furnished
from tests.permissions.house import House
from tests.tenants.mail.conftest import catcher

__all__ = ["catcher", "house", "other_house", "own_files"]


@pytest.fixture(scope="module")
def furnished(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[Furnished]:
    """Both houses, for all tests of a file, with a canary in every text."""
    with django_db_blocker.unblock():
        yield from furnishing.both(tmp_path_factory.mktemp("files"), prepared)


@pytest.fixture
def peeters(house: House) -> House:
    """Peeters & Partners."""
    return house


@pytest.fixture
def devries(other_house: House) -> House:
    """De Vries Advocaten."""
    return other_house


@pytest.fixture
def fronts(peeters: House, devries: House) -> dict[str, FirmFront]:
    """The hosts of both; each is the other's stranger."""
    return {
        "peeters": FirmFront(peeters, devries),
        "devries": FirmFront(devries, peeters),
    }
