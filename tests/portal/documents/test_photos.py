"""A photograph of a phone becomes a JPEG that stands upright and tells no place."""

from __future__ import annotations

import io

import pillow_heif
import pytest
from django.core.files.storage import default_storage
from PIL import Image

from portal.documents import actions, photos
from portal.documents.models import Document
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tests.cast import Cast
from tests.factories import stored_document

TURNED = 6  # EXIF: the camera was held upright


def heic(width: int = 64, height: int = 48) -> bytes:
    """As of a phone: lying, with the word that it is to be turned, and with a place."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (0, 0, width // 2, height // 2))
    exif = picture.getexif()
    exif[0x0112], exif[0x010F] = TURNED, "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    pillow_heif.register_heif_opener()
    buffer = io.BytesIO()
    picture.save(buffer, "HEIF", exif=exif.tobytes(), xmp=b"<x>Antwerp</x>", quality=90)
    return buffer.getvalue()


def uploaded(content: bytes, cast: Cast) -> Document:
    document = stored_document(
        content, case=cast.sale, content_type="image/heic", file_name="IMG 1.HEIC"
    )
    actions.outbox.publish("document.ready", document=document.pk)
    return document


def test_it_becomes_the_next_version_and_the_original_stays(
    cast: Cast, inside: Firm
) -> None:
    document = uploaded(content := heic(), cast)

    deliver_due()

    document.refresh_from_db()
    assert (document.number, document.file_name) == (2, "IMG 1.jpg")
    assert document.content_type == "image/jpeg"
    before = document.versions.get()
    assert (before.number, before.file_name) == (1, "IMG 1.HEIC")
    with default_storage.open(before.key) as original:
        assert original.read() == content
    with default_storage.open(document.key) as file:
        assert file.size == document.size
        picture = Image.open(io.BytesIO(file.read()))
    assert picture.size == (48, 64)
    red, _, blue = picture.getpixel((40, 8))  # top right, after the turn
    assert red > 200 > blue
    assert not set(picture.info) & {"exif", "xmp", "photoshop", "comment"}


@pytest.mark.parametrize("content", [b"\0\0\0\x18ftypheic broken", heic()[:600]])
def test_what_cannot_be_read_stays_what_it_is(
    content: bytes, cast: Cast, inside: Firm
) -> None:
    document = uploaded(content, cast)

    deliver_due()

    document.refresh_from_db()
    assert (document.number, document.content_type) == (1, "image/heic")


def test_a_picture_with_too_many_points_is_not_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(photos, "MAX_PIXELS", 64 * 48 - 1)

    assert photos.to_jpeg(io.BytesIO(heic()), size=1) is None
