"""What strangers and broken machines do: a clear answer, nothing lost, nothing open."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter

from portal.documents import file_types
from portal.documents.models import Document
from tenants.crypto import CryptoError
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tenants.outbox.models import Delivery
from tenants.storage.errors import StorageAway
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import pdf
from tests.portal.documents.office import archive

SignIn = Callable[..., HostClient]


def send(client: HostClient, cast: Cast, content: bytes) -> Any:
    file = SimpleUploadedFile("Deed.html", content, "text/html")
    return client.post(
        f"/desk/cases/{cast.divorce.pk}/documents/",
        {"files": [file], "token": str(uuid4())},
        headers={"Accept": "application/json"},
    )


def encrypted() -> bytes:
    writer, buffer = PdfWriter(PdfReader(io.BytesIO(pdf(2)))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pdf() + b"<script>alert(1)</script>" + archive("page.html"),
        encrypted(),
        b"%PDF-1.7\n\0\xff broken",
    ],
    ids=["page and archive too", "encrypted", "broken"],
)
def test_it_is_what_its_first_bytes_say_and_nothing_runs_it(
    content: bytes, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.laura)

    assert send(client, cast, content).status_code == 200

    document = Document.objects.get(case=cast.divorce)
    deliver_due()
    assert not Delivery.objects.waiting().exists()
    answer = client.get(f"/desk/documents/{document.pk}/file/")
    assert answer.getvalue() == content
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Deed.html.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox"


def test_the_pages_of_an_encrypted_pdf_are_not_counted(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    send(as_user(cast.laura), cast, encrypted())

    deliver_due()

    assert Document.objects.get(case=cast.divorce).pages is None


@pytest.mark.parametrize(
    "failure",
    [
        StorageAway("the bucket does not answer"),
        OSError(errno.ENOSPC, "no space left"),
        CryptoError("the key service does not answer"),
    ],
    ids=["storage away", "disk full", "key service away"],
)
def test_what_cannot_be_kept_is_said_and_leaves_nothing(
    failure: Exception,
    as_user: SignIn,
    cast: Cast,
    inside: Firm,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise failure

    monkeypatch.setattr(default_storage, "save", fail)

    response = send(as_user(cast.laura), cast, pdf())

    assert response.status_code == 422
    (problem,) = response.json()["problems"]
    assert problem.startswith("Deed.html.pdf: This file cannot be kept right now.")
    assert not Document.objects.filter(case=cast.divorce).exists()


def test_an_archive_with_too_many_names_is_not_read_to_the_end() -> None:
    names = ["word/document.xml", "[Content_Types].xml"]
    fill = [f"{number}{'x' * 1000}" for number in range(1100)]

    found = file_types.recognise(io.BytesIO(archive(*fill, *names)))

    assert found is None
    assert file_types.recognise(io.BytesIO(archive(*fill[:9], *names))) is not None
