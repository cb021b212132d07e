"""Two firms that have some of everything, and the hosts at which one may ask.

They are furnished once for the tests of a file, in a transaction around these tests;
what a test changes, its own transaction within takes back.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tenants.models import Firm
from tests.permissions import furnished as furnishing
from tests.permissions.fronts import FirmFront, PlatformFront
from tests.permissions.furnished import Furnished
from tests.permissions.house import House
from tests.portal.conftest import keep_files


@pytest.fixture(scope="module")
def furnished(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[Furnished]:
    """Both houses, for all tests of a file."""
    with django_db_blocker.unblock():
        yield from furnishing.both(tmp_path_factory.mktemp("files"))


@pytest.fixture(autouse=True)
def own_files(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder for the files of this test, with those of the houses."""
    if "furnished" in request.fixturenames:
        made: Furnished = request.getfixturevalue("furnished")
        shutil.copytree(made.folder, tmp_path / "files")
    keep_files(tmp_path / "files", monkeypatch)


@pytest.fixture
def house(furnished: Furnished, firm: Firm) -> House:
    """Peeters & Partners."""
    return copy.deepcopy(furnished.houses[firm.pk])


@pytest.fixture
def other_house(furnished: Furnished, other_firm: Firm) -> House:
    """De Vries Advocaten: the same people, with equal keys, addresses and passwords."""
    return copy.deepcopy(furnished.houses[other_firm.pk])


@pytest.fixture
def firm_front(house: House, other_house: House) -> FirmFront:
    """The host of Peeters & Partners."""
    return FirmFront(house, other_house)


@pytest.fixture
def platform_front(house: House) -> PlatformFront:
    """The platform's own host."""
    return PlatformFront(house)
