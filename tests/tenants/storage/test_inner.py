from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from pytest_django.fixtures import Settings

from tenants.models import Firm
from tenants.scope import scope
from tenants.storage import FirmStorage, StorageAway, inner
from tests.tenants.storage.conftest import BUCKET, S3, Address

FIVE_MEGABYTES = bytes(5 * 1024 * 1024)


def test_nobody_else_on_the_machine_reads_a_file(
    folder: FirmStorage, peeters: Firm, tmp_path: Path
) -> None:
    with scope(peeters):
        folder.save("a.pdf", ContentFile(b"x"))

    file = tmp_path / "files" / str(peeters.pk) / "a.pdf"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_bucket_holds_one_folder_for_each_firm(
    bucket: FirmStorage, peeters: Firm, s3: S3
) -> None:
    with scope(peeters):
        bucket.save("where.pdf", ContentFile(b"x"))

    assert (s3.folder / BUCKET / str(peeters.pk) / "where.pdf").is_file()


def test_a_bucket_may_be_shared_with_others(
    s3: S3, peeters: Firm, settings: Settings
) -> None:
    settings.FILES = s3.address(path="/tablinum")
    with scope(peeters):
        assert FirmStorage().save("deep.pdf", ContentFile(b"x")) == "deep.pdf"

    assert (s3.folder / BUCKET / "tablinum" / str(peeters.pk) / "deep.pdf").exists()


def test_five_megabytes_go_through_a_bucket(bucket: FirmStorage, peeters: Firm) -> None:
    with scope(peeters):
        name = bucket.save("large.bin", ContentFile(FIVE_MEGABYTES))

        with bucket.open(name) as file:
            assert file.read() == FIVE_MEGABYTES


def test_a_wrong_secret_opens_no_bucket(
    s3: S3, peeters: Firm, settings: Settings
) -> None:
    settings.FILES = s3.address(secret="guessed")

    with scope(peeters), pytest.raises(StorageAway):
        FirmStorage().save("a.pdf", ContentFile(b"x"))


@pytest.mark.parametrize(
    "address",
    [
        Address(scheme="ftp", host="files"),
        Address(scheme="file", host="relative", path="/a"),
        Address(scheme="file", path="relative"),
        Address(scheme="s3"),
        Address(scheme="s3", host="bucket", options={"acl": "public-read"}),
    ],
)
def test_an_address_that_makes_no_sense_stops_the_start(address: Address) -> None:
    with pytest.raises(ImproperlyConfigured):
        inner.build(address)


def test_a_link_to_a_file_of_a_bucket_is_signed_if_it_is_ever_made(s3: S3) -> None:
    storage: Any = inner.build(s3.address())

    assert "X-Amz-Signature=" in storage.url("a.pdf")
