"""Anchors of this test's own: the firms have the same keys in every test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings as django_settings
from django.db import connection
from pytest_django.fixtures import Settings

from tests import stack


@pytest.fixture(autouse=True)
def own_anchors(tmp_path: Path, settings: Settings) -> Path:
    """An empty folder for the anchors."""
    folder = tmp_path / "anchors"
    settings.AUDIT_ANCHORS = replace(
        django_settings.AUDIT_ANCHORS, scheme="file", path=str(folder)
    )
    return folder


@pytest.fixture
def all_rights(transactional_db: None) -> Iterator[None]:
    """The login that owns all tables: what an append-only right does not stop."""
    login = urlsplit(stack.address().dsn("owner"))
    wanted = {"USER": login.username or "", "PASSWORD": unquote(login.password or "")}
    before = {key: connection.settings_dict[key] for key in wanted}
    connection.close()
    connection.settings_dict.update(wanted)
    yield
    connection.close()
    connection.settings_dict.update(before)
