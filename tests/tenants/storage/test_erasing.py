"""All files of one firm go, with their versions; the other firms' stay."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from tenants.models import Firm
from tenants.scope import scope
from tenants.storage import FirmStorage, erasing
from tests.tenants.storage import versioned
from tests.tenants.storage.conftest import Address
from tests.tenants.storage.versioned import Bucket

OURS = UUID("01900000-0000-7000-8000-00000000000a")
OTHERS = UUID("01900000-0000-7000-8000-00000000000b")


@pytest.fixture
def keeping() -> Iterator[tuple[Bucket, Address]]:
    """A bucket that keeps versions, and where it is."""
    bucket = Bucket()
    with versioned.server(bucket) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host, port = server.server_address[:2]
        options = {"endpoint": f"http://{host!s}:{port}", "region": "eu-west-1"}
        yield bucket, Address("s3", "files", "/kept", "id", "secret", options)
        server.shutdown()


def test_a_firms_files_go_and_the_others_stay(
    storage: FirmStorage, peeters: Firm, janssens: Firm
) -> None:
    for firm in (peeters, janssens):
        with scope(firm):
            storage.save("documents/a.pdf", ContentFile(b"x"))
            storage.save("b.pdf", ContentFile(b"x"))

    erasing.erase(settings.FILES, peeters.pk)
    erasing.erase(settings.FILES, peeters.pk)

    assert erasing.held(settings.FILES, peeters.pk).files == 0
    with scope(janssens):
        assert storage.exists("documents/a.pdf")
        assert storage.exists("b.pdf")


def test_what_there_is_can_be_counted(storage: FirmStorage, peeters: Firm) -> None:
    erasing.erase(settings.FILES, peeters.pk)
    with scope(peeters):
        for name in ("documents/a.pdf", "documents/2026/b.pdf", "c.pdf"):
            storage.save(name, ContentFile(b"x"))

    assert erasing.held(settings.FILES, peeters.pk) == erasing.Held(3, 3)


def test_every_version_goes_page_by_page(keeping: tuple[Bucket, Address]) -> None:
    bucket, address = keeping
    for name in "abcde":
        bucket.put(f"kept/{OURS}/{name}", times=3)
    bucket.mark_deleted(f"kept/{OURS}/a")
    bucket.put(f"kept/{OTHERS}/a", times=2)

    before = erasing.held(address, OURS)
    erasing.erase(address, OURS)

    assert before == erasing.Held(files=4, versions=15)
    assert bucket.under(f"kept/{OURS}/") == []
    assert len(bucket.under(f"kept/{OTHERS}/")) == 2


def test_a_deleted_file_whose_versions_stay_is_found(
    keeping: tuple[Bucket, Address],
) -> None:
    bucket, address = keeping
    bucket.put(f"kept/{OURS}/a")
    bucket.mark_deleted(f"kept/{OURS}/a")

    erasing.erase(address, OURS)

    assert bucket.kept == []


def test_a_refused_deletion_is_an_error(keeping: tuple[Bucket, Address]) -> None:
    bucket, address = keeping
    bucket.put(f"kept/{OURS}/a")
    bucket.put(f"kept/{OURS}/held")
    bucket.refused = {f"kept/{OURS}/held"}

    with pytest.raises(erasing.NotErased, match="AccessDenied"):
        erasing.erase(address, OURS)
