"""Only what is asked for is fetched and decrypted, and memory stays flat."""

from __future__ import annotations

import io
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import File

from tenants.crypto import DecryptionError
from tenants.crypto.stream import CHUNK_BYTES
from tenants.models import Firm
from tenants.scope import scope
from tenants.storage import FirmStorage
from tenants.storage.head import HEAD_BYTES
from tenants.storage.opened import Opened
from tests.tenants.storage.conftest import BUCKET, S3
from tests.tenants.storage.test_tampering import CHUNK, SEALED, key_of, sealed
from tests.tenants.storage.test_vectors import Memory

MEGABYTE = 1024 * 1024
LARGE = bytes(range(256)) * (3 * MEGABYTE // 256) + b"the end"


class Repeated(File):  # type: ignore[type-arg]
    """So many megabytes that are nowhere."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(io.BytesIO(), "large")
        self.megabytes = megabytes

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        piece = bytes(64 * 1024)
        return (piece for _number in range(self.megabytes * 16))


def test_a_range_opens_its_chunks_alone(peeters: Firm) -> None:
    plain = bytes(range(10 * CHUNK))
    memory = Memory(sealed(peeters, plain))
    with scope(peeters):
        file = io.BufferedReader(
            Opened(memory, key=key_of(peeters), chunk_bytes=CHUNK), CHUNK
        )
    memory.asked.clear()

    file.seek(4 * CHUNK + 3)
    found = file.read(CHUNK)

    assert found == plain[4 * CHUNK + 3 : 5 * CHUNK + 3]
    assert memory.asked == [
        (HEAD_BYTES + 4 * SEALED, SEALED),
        (HEAD_BYTES + 5 * SEALED, SEALED),
    ]


def test_any_place_can_be_read(storage: FirmStorage, peeters: Firm) -> None:
    with scope(peeters):
        name = storage.save("places", File(io.BytesIO(LARGE)))

        with storage.open(name) as file:
            for start in (0, 5, MEGABYTE - 1, MEGABYTE, 2 * MEGABYTE + 9, len(LARGE)):
                file.seek(start)
                assert file.read(20) == LARGE[start : start + 20]
            file.seek(-7, os.SEEK_END)
            assert file.read() == b"the end"
        assert storage.size(name) == len(LARGE)
        storage.delete(name)


def test_a_bucket_is_asked_for_ranges(
    bucket: FirmStorage, peeters: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scope(peeters):
        name = bucket.save("ranges", File(io.BytesIO(LARGE)))
        asked: list[str] = []
        inner: Any = bucket._inner
        inner.connection.meta.client.meta.events.register(
            "before-call.s3.GetObject",
            lambda params, **_rest: asked.append(params["headers"]["Range"]),
        )
        with bucket.open(name) as file:
            file.seek(2 * MEGABYTE)
            file.read(10)

    sealed_chunk = CHUNK_BYTES + 16
    start = HEAD_BYTES + 2 * sealed_chunk
    assert asked == ["bytes=0-65535", f"bytes={start}-{start + sealed_chunk - 1}"]


def test_memory_stays_flat(folder: FirmStorage, peeters: Firm) -> None:
    tracemalloc.start()
    try:
        with scope(peeters):
            name = folder.save("large", Repeated(64))
            with folder.open(name) as file:
                total = sum(map(len, iter(lambda: file.read(64 * 1024), b"")))
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert total == 64 * MEGABYTE
    assert most < 8 * MEGABYTE


def test_what_lies_there_tells_nothing(
    bucket: FirmStorage, s3: S3, peeters: Firm
) -> None:
    with scope(peeters):
        bucket.save("told", File(io.BytesIO(b"a secret in clear " * 10)))

    stored = (s3.folder / BUCKET / str(peeters.pk) / "told").read_bytes()
    assert b"secret" not in stored
    assert stored.startswith(b"TABLFILE\x01")


def test_equal_names_of_two_firms_cannot_be_exchanged(
    folder: FirmStorage, peeters: Firm, janssens: Firm, tmp_path: Path
) -> None:
    for firm in (peeters, janssens):
        with scope(firm):
            folder.save("equal", File(io.BytesIO(firm.name.encode())))

    files = tmp_path / "files"
    (files / str(peeters.pk) / "equal").replace(files / str(janssens.pk) / "equal")

    with scope(janssens), pytest.raises(DecryptionError):
        folder.open("equal").read()


def test_a_plain_file_is_refused(
    folder: FirmStorage, peeters: Firm, tmp_path: Path
) -> None:
    (tmp_path / "files" / str(peeters.pk)).mkdir(parents=True)
    (tmp_path / "files" / str(peeters.pk) / "plain").write_bytes(b"%PDF-1.7" * 100)

    with scope(peeters), pytest.raises(DecryptionError, match="not a file"):
        folder.open("plain")
