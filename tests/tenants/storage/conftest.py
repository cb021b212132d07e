"""Both kinds of storage: a folder, and a real S3 protocol served by rclone."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tenants.storage import FirmStorage

RCLONE = Path(sysconfig.get_path("scripts")) / "rclone"
ACCESS_KEY, SECRET_KEY = "tablinum-test", "not-a-secret-outside-this-test"
BUCKET = "documents"


@dataclass(frozen=True)
class Address:
    """Like what settings.FILES holds."""

    scheme: str
    host: str = ""
    path: str = ""
    user: str = ""
    password: str = ""
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class S3:
    """A running server, and the folder in which it keeps its buckets."""

    endpoint: str
    folder: Path

    def address(self, *, secret: str = SECRET_KEY, path: str = "") -> Address:
        return Address(
            scheme="s3",
            host=BUCKET,
            path=path,
            user=ACCESS_KEY,
            password=secret,
            options={"endpoint": self.endpoint, "region": "eu-west-1"},
        )


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    """rclone chooses a free port and says which; we stop it by its process."""
    folder = tmp_path_factory.mktemp("s3")
    (folder / BUCKET).mkdir()
    command = [
        *(str(RCLONE), "serve", "s3", "--addr", "127.0.0.1:0", "--config", ""),
        *("--auth-key", f"{ACCESS_KEY},{SECRET_KEY}", str(folder)),
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            yield S3(_endpoint(server), folder)
        finally:
            server.terminate()


def _endpoint(server: subprocess.Popen[str]) -> str:
    assert server.stderr is not None
    for line in server.stderr:
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0]
    raise AssertionError("rclone did not start.")


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> FirmStorage:
    """Files in a folder."""
    settings.FILES = Address(scheme="file", path=str(tmp_path / "files"))
    return FirmStorage()


@pytest.fixture
def bucket(s3: S3, settings: Settings) -> FirmStorage:
    """Files in a bucket."""
    settings.FILES = s3.address()
    return FirmStorage()


@pytest.fixture(params=["folder", "bucket"])
def storage(request: pytest.FixtureRequest) -> FirmStorage:
    """Each of them in turn."""
    found: FirmStorage = request.getfixturevalue(request.param)
    return found
