"""When something is away, nothing is written by half, in clear, or left behind."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile, File
from pytest_django.fixtures import Settings

from tenants.crypto import KeyMissing
from tenants.models import Firm
from tenants.scope import scope
from tenants.storage import FirmStorage, StorageAway
from tests.tenants.storage.conftest import BUCKET, S3, Address

NOBODY = "http://127.0.0.1:9"


class Breaking(File):  # type: ignore[type-arg]
    """An upload that ends with an error after twenty megabytes."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), "breaking")

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for _number in range(20):
            yield bytes(1024 * 1024)
        raise OSError("the browser went away")


def left(root: Path) -> list[str]:
    return [str(file) for file in root.rglob("*") if file.is_file()]


def test_an_upload_that_breaks_leaves_nothing_in_a_folder(
    folder: FirmStorage, peeters: Firm, tmp_path: Path
) -> None:
    with scope(peeters), pytest.raises(OSError, match="went away"):
        folder.save("breaking", Breaking())

    assert left(tmp_path / "files") == []


def test_an_upload_that_breaks_leaves_nothing_in_a_bucket(
    bucket: FirmStorage, s3: S3, peeters: Firm
) -> None:
    with scope(peeters), pytest.raises(OSError, match="went away"):
        bucket.save("breaking", Breaking())

    with scope(peeters):
        assert not bucket.exists("breaking")
    assert left(s3.folder / BUCKET / str(peeters.pk)) == []


def test_a_full_disk_leaves_nothing(
    folder: FirmStorage,
    peeters: Firm,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with scope(peeters), pytest.raises(OSError, match="No space left"):
        folder.save("a", ContentFile(b"x"))

    assert left(tmp_path / "files") == []


def test_what_is_being_written_is_not_seen(
    folder: FirmStorage, peeters: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    flush = os.fsync

    def look(handle: int) -> None:
        seen.append((folder.exists("a"), folder.listdir("")))
        flush(handle)

    monkeypatch.setattr(os, "fsync", look)
    with scope(peeters):
        folder.save("a", ContentFile(b"x"))

    assert seen[0] == (False, ([], []))
    assert seen[-1] == (True, ([], ["a"]))


def test_who_comes_second_gets_another_name_and_a_file_that_opens(
    folder: FirmStorage, peeters: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner: Any = folder._inner
    free = inner.get_available_name
    answers = iter(["a"])
    with scope(peeters):
        folder.save("a", ContentFile(b"first"))
        monkeypatch.setattr(
            inner,
            "get_available_name",
            lambda name, **room: name if next(answers, "") else free(name, **room),
        )

        second = folder.save("a", ContentFile(b"second"))

        assert second != "a"
        assert folder.open("a").read() == b"first"
        assert folder.open(second).read() == b"second"


def test_a_firm_without_a_key_stores_nothing(
    folder: FirmStorage, keyless: Firm, tmp_path: Path
) -> None:
    with scope(keyless), pytest.raises(KeyMissing):
        folder.save("a", ContentFile(b"x"))

    assert left(tmp_path / "files") == []


def test_a_bucket_that_is_down_says_so(peeters: Firm, settings: Settings) -> None:
    settings.FILES = Address(
        scheme="s3", host=BUCKET, user="id", password="x", options={
            "endpoint": NOBODY, "region": "eu-west-1",
        },
    )  # fmt: skip
    storage = FirmStorage()

    with scope(peeters):
        for call in (
            lambda: storage.save("a", ContentFile(b"x")),
            lambda: storage.open("a"),
            lambda: storage.size("a"),
            lambda: storage.delete("a"),
            lambda: storage.listdir(""),
        ):
            with pytest.raises(StorageAway):
                call()


def test_a_bucket_that_is_not_there_is_no_missing_file(
    s3: S3, peeters: Firm, settings: Settings
) -> None:
    address = s3.address()
    settings.FILES = Address(
        "s3", "nowhere", "", address.user, address.password, address.options
    )

    with scope(peeters), pytest.raises(StorageAway, match="NoSuchBucket"):
        FirmStorage().open("a")
