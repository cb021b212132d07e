"""Files lie where the processes that are killed look for them, too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tenants.models import Firm
from tenants.storage import erasing
from tests.portal.documents.killed.mortal import Mortal


@pytest.fixture(autouse=True)
def own_files() -> None:
    """The folder of this worker of xdist."""


@pytest.fixture(autouse=True)
def _empty(transactional_db: None, firm: Firm) -> Iterator[None]:
    """Nothing of another test lies there."""
    erasing.erase(settings.FILES, firm.pk)
    yield
    erasing.erase(settings.FILES, firm.pk)


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Mortal]:
    """A web process and a worker that can be told when to die."""
    with Mortal(tmp_path / "accepted") as process:
        yield process
