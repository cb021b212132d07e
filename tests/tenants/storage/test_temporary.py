"""What waits on the disk before it is stored reads like a file, and is noise there."""

from __future__ import annotations

import os
import random
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.core.files.uploadhandler import StopUpload
from django.http import HttpRequest
from django.test import RequestFactory

from tenants.crypto import DecryptionError
from tenants.storage.temporary import CHUNK_BYTES, SealedTemporaryFile

CLEAR = b"a secret in clear "


def on_disk(file: SealedTemporaryFile) -> bytes:
    file._seal()
    return os.pread(file._file.fileno(), 1 << 30, 0)


def test_it_is_a_file_like_any_other() -> None:
    """Beside one in memory, written and read at random places."""
    dice, file, model = random.Random(7), SealedTemporaryFile(), BytesIO()
    for _step in range(400):
        place = dice.randint(0, len(model.getvalue()))
        data = dice.randbytes(dice.choice([0, 1, 100, CHUNK_BYTES - 1, CHUNK_BYTES]))
        file.seek(place)
        model.seek(place)
        if dice.random() < 0.4:
            assert file.write(data) == model.write(data)
        else:
            assert file.read(len(data)) == model.read(len(data))
        assert file.tell() == model.tell()

    file.seek(0)
    assert file.read() == model.getvalue()
    assert len(model.getvalue()) > 4 * CHUNK_BYTES


def test_the_disk_has_noise() -> None:
    file = SealedTemporaryFile()
    file.write(CLEAR * 40_000)
    first = on_disk(file)
    file.seek(0)
    file.write(CLEAR)
    file.seek(CHUNK_BYTES)  # the first chunk is sealed again
    again = on_disk(file)

    assert len(first) > len(CLEAR) * 30_000
    assert b"secret" not in first + again
    assert first[:1000] != again[:1000]


def test_what_was_changed_there_does_not_open() -> None:
    file = SealedTemporaryFile()
    file.write(bytes(3 * CHUNK_BYTES))
    os.pwrite(file._file.fileno(), b"?", 5)

    file.seek(0)
    with pytest.raises(DecryptionError):
        file.read(1)


def test_nothing_has_a_name(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    file = SealedTemporaryFile()
    file.write(bytes(CHUNK_BYTES + 1))

    assert os.listdir(str(tmp_path)) == []


def test_an_archive_can_be_packed_in_it() -> None:
    file = SealedTemporaryFile()
    with ZipFile(file, "w") as archive:
        archive.writestr("a", CLEAR * 100_000)
        with archive.open("b", "w", force_zip64=True) as entry:
            entry.write(CLEAR)

    file.seek(0)
    with ZipFile(file) as archive:
        assert archive.testzip() is None
        assert archive.getinfo("a").compress_type == ZIP_STORED
        assert archive.read("b") == CLEAR


def uploading(content: bytes) -> HttpRequest:
    upload = BytesIO(content)
    upload.name = "deed.pdf"
    return RequestFactory().post("/", {"file": upload})


def test_a_large_upload_waits_there() -> None:
    content = CLEAR * 200_000
    request = uploading(content)

    found = request.FILES["file"]

    assert isinstance(found.file, SealedTemporaryFile)
    assert (found.name, found.size) == ("deed.pdf", len(content))
    assert b"".join(found.chunks()) == content
    request.close()
    assert found.file.closed


def test_an_upload_that_breaks_leaves_nothing_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[SealedTemporaryFile] = []
    write = SealedTemporaryFile.write

    def broken(file: SealedTemporaryFile, data: bytes) -> int:
        made.append(file)
        write(file, data)
        raise StopUpload(connection_reset=True)

    monkeypatch.setattr(SealedTemporaryFile, "write", broken)
    request = uploading(CLEAR * 200_000)

    assert "file" not in request.FILES
    assert made[0].closed
