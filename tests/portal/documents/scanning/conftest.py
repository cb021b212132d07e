"""A scanner for the tests of quarantine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import clamav


@pytest.fixture(scope="session")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """One for all tests."""
    with clamav.running(tmp_path_factory.mktemp("clamav")) as address:
        yield address


@pytest.fixture
def scanner(daemon: tuple[str, int], settings: pytest.FixtureRequest) -> None:
    """The platform has it."""
    settings.SCANNER = daemon  # type: ignore[attr-defined]
