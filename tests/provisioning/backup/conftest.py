"""A firm with people, cases and files, and places of its own for files and backups."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from pytest_django.fixtures import Settings

from provisioning import driver
from tenants import scope
from tenants.models import Firm
from tenants.storage import inner
from tests import cast
from tests.cast import Cast
from tests.provisioning import orders
from tests.tenants.storage.conftest import S3, Address, s3

__all__ = ["s3"]


@pytest.fixture(params=["folder", "bucket"])
def places(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Files and backups in folders, then both in a bucket."""
    if request.param == "folder":
        files = Address(scheme="file", path=str(tmp_path / "files"))
        backups = Address(scheme="file", path=str(tmp_path / "backups"))
    else:
        server: S3 = request.getfixturevalue("s3")
        files = server.address(path=f"{tmp_path.name}/files")
        backups = server.address(path=f"{tmp_path.name}/backups")
    _use(files, backups, settings, monkeypatch)


@pytest.fixture
def folders(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Files and backups in folders; the folder of the backups."""
    files = Address(scheme="file", path=str(tmp_path / "files"))
    backups = Address(scheme="file", path=str(tmp_path / "backups"))
    _use(files, backups, settings, monkeypatch)
    return tmp_path / "backups"


def _use(
    files: Address,
    backups: Address,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.FILES, settings.BACKUPS = files, backups
    assert default_storage.exists is not None  # it is made at the first look
    monkeypatch.setitem(vars(default_storage._wrapped), "_inner", inner.build(files))


@pytest.fixture
def firm() -> Firm:
    """Dumont & Dumont. A restore drops the former role, and roles belong to the whole
    server: that of Peeters & Partners is in the other databases too."""
    run = orders.place()
    driver.drive(run.pk)
    return orders.again(run).firm


@pytest.fixture
def people(firm: Firm) -> Cast:
    """Everybody of Dumont & Dumont, with their files."""
    with scope.scope(firm):
        return cast.make("of Dumont")
