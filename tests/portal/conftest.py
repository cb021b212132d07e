"""The cast in both firms, and a scope to look into one of them."""

from __future__ import annotations

import contextvars
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages

from tenants import scope
from tenants.models import Firm
from tenants.storage import inner
from tests import cast as casting
from tests.cast import Cast


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for the files of this test: keys are the same in every test."""
    keep_files(tmp_path / "files", monkeypatch)


def keep_files(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """From now on, the default storage is this folder."""
    address = replace(settings.FILES, path=str(folder))
    patch.setattr(storages["default"], "_inner", inner.build(address))


@pytest.fixture
def cast(firm: Firm) -> Cast:
    """Everybody at Peeters & Partners."""
    return contextvars.Context().run(_make, firm)


@pytest.fixture
def other_cast(other_firm: Firm) -> Cast:
    """The same people, with the same keys, at De Vries Advocaten."""
    return contextvars.Context().run(_make, other_firm)


@pytest.fixture
def inside(firm: Firm) -> Iterator[Firm]:
    """The test itself works in the scope of the firm."""
    with scope.scope(firm):
        yield firm


def _make(firm: Firm) -> Cast:
    with scope.scope(firm):
        return casting.make(firm.slug)
