"""The pages of a document become images, and go with what they show."""

from __future__ import annotations

import io
import subprocess
import sys
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image
from pypdf import PdfWriter

from portal.documents import actions, versioning
from portal.documents.models import Document, PageImage, Preview
from portal.documents.reading import drawing, pages
from portal.documents.views.reader import reading
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tests.cast import Cast
from tests.factories import NOW, drawn_document, pdf, stored_document


def ready(document: Document) -> Document:
    actions.outbox.publish("document.ready", document=document.pk)
    deliver_due()
    return document


def stored() -> set[str]:
    return set(default_storage.listdir("")[1])


def locked_pdf() -> bytes:
    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=100, height=100)
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(buffer)
    return buffer.getvalue()


def photograph() -> bytes:
    """Lying, to be turned, with a place."""
    picture, buffer = Image.new("RGB", (3000, 2000), "red"), io.BytesIO()
    exif = picture.getexif()
    exif[0x0112], exif[0x010F] = 6, "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(buffer, "JPEG", exif=exif.tobytes())
    return buffer.getvalue()


def test_each_page_of_a_pdf_is_an_image_stored_encrypted(
    cast: Cast, inside: Firm
) -> None:
    document = ready(stored_document(pdf(pages=3), case=cast.sale))

    images = list(document.preview.images.all())
    assert [image.number for image in images] == [1, 2, 3]
    with default_storage.open(images[2].key) as file:
        picture = Image.open(io.BytesIO(file.read()))
    assert picture.format == "WEBP"
    assert picture.size == (images[2].width, images[2].height)
    assert picture.width <= 1600


def test_a_photograph_stands_upright_and_tells_no_place(
    cast: Cast, inside: Firm
) -> None:
    document = stored_document(
        photograph(), case=cast.sale, content_type="image/jpeg", file_name="1.jpg"
    )

    image = ready(document).preview.images.get()

    assert image.height > image.width
    with default_storage.open(image.key) as file:
        picture = Image.open(io.BytesIO(file.read()))
    assert not set(picture.info) & {"exif", "xmp"}


@pytest.mark.parametrize("content", [b"%PDF-1.7\nbroken", locked_pdf()])
def test_what_is_broken_or_locked_has_none_and_says_so(
    content: bytes, cast: Cast, inside: Firm
) -> None:
    document = ready(stored_document(content, case=cast.sale))

    assert reading(document, url="").state == "refused"
    assert not PageImage.objects.exists()


def test_a_process_that_takes_too_long_is_ended(inside: Firm) -> None:
    content = pdf(pages=300)

    found = list(
        drawing.draw(io.BytesIO(content), "pdf", size=len(content), seconds=0.001)
    )

    assert found == []


def test_a_process_that_takes_too_much_memory_is_ended() -> None:
    greedy = "import child; child.limit(); print(1); bytearray(2 * child.MEMORY)"

    done = subprocess.run(
        [sys.executable, "-c", greedy],
        cwd=drawing.SCRIPT.parent,
        capture_output=True,
        check=False,
    )

    assert done.stdout == b"1\n"
    assert b"MemoryError" in done.stderr


def test_made_again_after_a_killed_worker_it_is_the_same_set(
    cast: Cast, inside: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = stored_document(pdf(pages=2), case=cast.sale)
    before, event = stored(), uuid4()
    with monkeypatch.context() as patch:
        patch.setattr(pages, "_keep", _killed)
        with pytest.raises(KeyboardInterrupt):
            pages.make(document.pk, event=event, at=NOW)
    left = stored() - before

    pages.make(document.pk, event=event, at=NOW)

    assert stored() - before == left == set(pages.keys_of([document.pk]))


def test_images_go_when_another_file_takes_the_place(cast: Cast, inside: Firm) -> None:
    document = ready(stored_document(pdf(), case=cast.sale))
    gone = pages.keys_of([document.pk])
    kept = stored_document(pdf(pages=2), case=cast.sale)
    held = versioning.locked(document.pk)
    assert held is not None
    versioning.replace(held, _as_new(kept))
    assert reading(held, url="").is_waiting

    ready(document)
    deliver_due()

    assert not stored() & set(gone)
    assert Preview.objects.current().get(document=document).pages == 2
    assert len(pages.keys_of([document.pk])) == 2


def test_images_of_a_document_that_changed_meanwhile_are_dropped(
    cast: Cast, inside: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = stored_document(pdf(), case=cast.sale)
    before = stored()
    monkeypatch.setattr(versioning, "locked", lambda pk: None)

    pages.make(document.pk, event=uuid4(), at=NOW)

    assert stored() == before


def test_what_waits_for_the_scanner_is_not_drawn(cast: Cast, inside: Firm) -> None:
    document = stored_document(pdf(), case=cast.sale, scan="waiting")

    ready(document)

    assert not Preview.objects.exists()


def test_a_drawn_document_is_not_drawn_again(cast: Cast, inside: Firm) -> None:
    preview = drawn_document(cast.deed, b"one")

    ready(cast.deed)

    assert Preview.objects.get(document=cast.deed) == preview


def _killed(*_: object) -> bool:
    raise KeyboardInterrupt


def _as_new(document: Document) -> versioning.NewFile:
    return versioning.NewFile(
        stored_as=document.file,
        file_name=document.file_name,
        content_type=document.content_type,
        size=document.size,
        sha256=document.sha256,
        scan=document.scan,
        uploaded_by_id=document.uploaded_by_id,
        uploaded_at=timezone.now(),
    )
