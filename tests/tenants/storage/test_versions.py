"""A bucket that keeps versions, and one that locks objects, at another server than
rclone: moto, which speaks both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from django.core.files.base import ContentFile
from moto.server import ThreadedMotoServer
from pytest_django.fixtures import Settings

from tenants.models import Firm
from tenants.scope import scope
from tenants.storage import FirmStorage, erasing
from tests.tenants.storage.conftest import Address

REGION, USER, PASSWORD = "eu-west-1", "id", "secret"
VERSIONED, LOCKED = "versioned", "locked"


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """Whoever administers the buckets."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    client = boto3.client(
        "s3", endpoint_url=f"http://{host}:{port}", region_name=REGION,
        aws_access_key_id=USER, aws_secret_access_key=PASSWORD,
    )  # fmt: skip
    where = {"LocationConstraint": REGION}
    client.create_bucket(Bucket=VERSIONED, CreateBucketConfiguration=where)
    client.put_bucket_versioning(
        Bucket=VERSIONED, VersioningConfiguration={"Status": "Enabled"}
    )
    client.create_bucket(
        Bucket=LOCKED, CreateBucketConfiguration=where, ObjectLockEnabledForBucket=True
    )
    yield client
    client.close()
    server.stop()


def address(client: Any, bucket: str) -> Address:
    options = {"endpoint": client.meta.endpoint_url, "region": REGION}
    return Address("s3", bucket, "/kept", USER, PASSWORD, options)


@pytest.fixture
def storage(client: Any, settings: Settings) -> FirmStorage:
    """Files in the bucket with versions."""
    settings.FILES = address(client, VERSIONED)
    return FirmStorage()


def versions(client: Any, bucket: str, firm: Firm) -> int:
    """All that is kept of a firm, deleted or not."""
    found = client.list_object_versions(Bucket=bucket, Prefix=f"kept/{firm.pk}/")
    return len(found.get("Versions", [])) + len(found.get("DeleteMarkers", []))


def test_files_come_and_go_where_versions_are_kept(
    storage: FirmStorage, peeters: Firm
) -> None:
    with scope(peeters):
        for content in (b"first", b"second"):
            assert storage.save("come", ContentFile(content)) == "come"
            assert storage.open("come").read() == content
            assert storage.listdir("") == ([], ["come"])
            storage.delete("come")
            assert not storage.exists("come")


def test_an_erasure_leaves_no_version(
    client: Any, storage: FirmStorage, peeters: Firm, janssens: Firm
) -> None:
    for firm in (peeters, janssens):
        with scope(firm):
            for _time in range(3):
                storage.save("again", ContentFile(b"x"))
                storage.delete("again")
            storage.save("stays", ContentFile(b"x"))
    before = versions(client, VERSIONED, janssens)
    held = erasing.held(address(client, VERSIONED), peeters.pk)

    erasing.erase(address(client, VERSIONED), peeters.pk)

    assert (held.files, held.versions >= 4) == (1, True)
    assert versions(client, VERSIONED, peeters) == 0
    assert versions(client, VERSIONED, janssens) == before > 6


def test_what_is_locked_is_named_and_not_passed_over(
    client: Any, peeters: Firm, settings: Settings
) -> None:
    settings.FILES = where = address(client, LOCKED)
    storage = FirmStorage()
    with scope(peeters):
        for name in ("free", "locked"):
            storage.save(name, ContentFile(b"x"))
    locked: dict[str, Any] = {"Bucket": LOCKED, "Key": f"kept/{peeters.pk}/locked"}
    client.put_object_legal_hold(**locked, LegalHold={"Status": "ON"})

    with pytest.raises(erasing.NotErased, match=f"{locked['Key']}.*AccessDenied"):
        erasing.erase(where, peeters.pk)
    left = versions(client, LOCKED, peeters)

    client.put_object_legal_hold(**locked, LegalHold={"Status": "OFF"})
    erasing.erase(where, peeters.pk)
    assert left >= 1
    assert versions(client, LOCKED, peeters) == 0
