"""A stored file that does not open any more stands in nobody's way, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from provisioning.backup.manifest import objects_of, of
from provisioning.backup.shelf import Shelf
from tenants import scope
from tenants.crypto import DecryptionError
from tenants.models import Firm
from tests.cast import Cast
from tests.provisioning.backup import state


def test_a_damaged_file_keeps_its_copy_and_is_brought_back(
    folders: Path, firm: Firm, people: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    files = state.files(firm)
    first = state.back_up(firm)
    stored = folders.with_name("files") / str(firm.pk) / people.deed.key
    stored.write_bytes(stored.read_bytes()[:-1] + b"\0")
    with scope.scope(firm), pytest.raises(DecryptionError):
        default_storage.open(people.deed.key).read()

    second = state.back_up(firm)
    state.restore(first)

    kept = {entry.key: entry.sha256 for entry in objects_of(of(Shelf.of(firm), second))}
    assert kept == files
    assert state.files(firm) == files
    assert "does not open" in caplog.text
