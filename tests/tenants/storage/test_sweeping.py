"""What nothing knows goes after a day, and nothing goes in doubt."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from moto import mock_aws

from tenants.models import Firm
from tenants.scope import scope
from tenants.storage import FirmStorage, erasing, known, leftovers, sweeping
from tenants.storage.errors import StorageAway
from tenants.storage.known import Knower
from tests.tenants.storage.conftest import Address

LATER = timedelta(days=1, minutes=5)


@pytest.fixture
def swept(
    storage: FirmStorage, peeters: Firm, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FirmStorage]:
    """Papers of one feature at the top, and of none in `strange/`: known ones and one
    that nothing knows. One paper is missing."""
    monkeypatch.setattr(sweeping, "default_storage", storage)
    monkeypatch.setattr(known, "_knowers", {})
    erasing.erase(settings.FILES, peeters.pk)
    papers = Knower(feature="papers", folder="", names=lambda: ["known", "missing"])
    known.register(papers)
    with scope(peeters):
        for name in ("known", "orphan", "strange/a"):
            storage.save(name, ContentFile(b"x"))
        yield storage


def sweep(*, later: timedelta = LATER, is_repair: bool = True) -> sweeping.Found:
    return sweeping.sweep(at=timezone.now() + later, is_repair=is_repair)


def test_it_says_what_there_is_and_removes_what_nothing_knows(
    swept: FirmStorage,
) -> None:
    said = sweep(is_repair=False)

    assert (said.orphans, said.missing) == (["orphan"], ["missing"])
    assert said.unknown == ["strange/a"]
    assert swept.exists("orphan")
    sweep()
    assert not swept.exists("orphan")
    assert swept.exists("known")
    assert swept.exists("strange/a")


def test_what_came_today_is_left_alone(swept: FirmStorage) -> None:
    found = sweep(later=timedelta(hours=20))

    assert found.orphans == []
    assert swept.exists("orphan")


def test_nothing_goes_while_one_feature_cannot_say(swept: FirmStorage) -> None:
    def fails() -> list[str]:
        raise StorageAway("no answer")

    known.register(Knower(feature="other", folder="other", names=fails))

    with pytest.raises(StorageAway):
        sweep()

    assert swept.exists("orphan")


def test_a_part_of_a_killed_process_goes(folder: FirmStorage, peeters: Firm) -> None:
    with scope(peeters):
        folder.save("a", ContentFile(b"x"))
    own = Path(settings.FILES.path) / str(peeters.pk)
    (old, new) = own / ".1.part", own / ".2.part"
    for part in (old, new):
        part.write_bytes(b"x")
    os.utime(old, (0, 0))

    removed = leftovers.remove(
        settings.FILES, peeters.pk, before=timezone.now() - timedelta(days=1)
    )

    assert removed == 1
    assert sorted(path.name for path in own.iterdir()) == [".2.part", "a"]
    shutil.rmtree(own)


def test_an_unfinished_upload_to_a_bucket_goes(peeters: Firm) -> None:
    region = {"LocationConstraint": "eu-west-1"}
    place = Address("s3", "files", "", "id", "secret", {"region": "eu-west-1"})
    with mock_aws():
        client: Any = boto3.client(
            "s3", "eu-west-1", aws_access_key_id="id", aws_secret_access_key="secret"
        )
        client.create_bucket(Bucket="files", CreateBucketConfiguration=region)
        client.create_multipart_upload(Bucket="files", Key=f"{peeters.pk}/a")
        client.create_multipart_upload(Bucket="files", Key="another/a")
        long_ago = datetime(2000, 1, 1, tzinfo=UTC)

        assert leftovers.found(place, peeters.pk, before=long_ago) == 0
        assert leftovers.remove(place, peeters.pk, before=timezone.now()) == 1
        left = client.list_multipart_uploads(Bucket="files")["Uploads"]
        assert [each["Key"] for each in left] == ["another/a"]
