"""Two firms that are never saved: enough for what needs keys and names, no tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tenants.crypto import keystore
from tenants.models import Firm, FirmState

OLD_MASTER = ("k0", bytes(range(32)))
NEW_MASTER = ("k1", bytes(range(32, 64)))


@pytest.fixture
def key_store(tmp_path: Path, settings: Settings) -> Path:
    """An empty key store under one master key."""
    settings.KEY_STORE = tmp_path / "keys"
    settings.MASTER_KEYS = (OLD_MASTER,)
    return tmp_path / "keys"


@pytest.fixture
def keyless(key_store: Path) -> Firm:
    """A firm whose key was not made."""
    return _firm("Keyless", "keyless")


@pytest.fixture
def peeters(key_store: Path) -> Firm:
    """A firm with a key."""
    return _with_key(_firm("Advocaten Peeters", "peeters"))


@pytest.fixture
def janssens(key_store: Path) -> Firm:
    """Another firm with a key."""
    return _with_key(_firm("Janssens & Partners", "janssens"))


@pytest.fixture
def platform_key(key_store: Path) -> None:
    """The platform's own key."""
    keystore.create("platform")


def _firm(name: str, slug: str) -> Firm:
    return Firm(
        name=name,
        slug=slug,
        state=FirmState.ACTIVE,
        primary_host=f"{slug}.tablinum.example",
    )


def _with_key(firm: Firm) -> Firm:
    keystore.create(firm.pk)
    return firm
