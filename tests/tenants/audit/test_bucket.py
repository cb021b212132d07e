"""Anchors in a bucket: written once, and locked where the address says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from tenants.audit.anchors.bucket import Bucket
from tests.tenants.storage.conftest import S3, Address, s3

__all__ = ["s3"]  # the fixture


def address(server: S3, **options: str) -> Address:
    found = server.address(path="anchors")
    return replace(found, options={**found.options, **options})


def test_an_object_is_written_once(s3: S3) -> None:
    place = Bucket(address(s3))
    place.write("firm", 1, b"first")
    place.write("firm", 2, b"next")

    with pytest.raises(FileExistsError):
        place.write("firm", 1, b"second")

    assert place.read("firm", 1) == b"first"
    assert place.read("firm", 3) is None
    assert place.numbers("firm") == {1, 2}
    assert place.numbers("other") == set()


def test_each_object_is_locked_for_so_many_days(s3: S3) -> None:
    place = Bucket(address(s3, lock_days="3650"))
    now = datetime(2026, 11, 24, tzinfo=UTC)

    assert place.lock(now) == {
        "ObjectLockMode": "COMPLIANCE",
        "ObjectLockRetainUntilDate": now + timedelta(days=3650),
    }


def test_without_days_nothing_is_locked(s3: S3) -> None:
    assert Bucket(address(s3)).lock(datetime.now(UTC)) == {}


def test_days_that_are_no_number_are_refused(s3: S3) -> None:
    with pytest.raises(ImproperlyConfigured, match="lock_days"):
        Bucket(address(s3, lock_days="ten"))
