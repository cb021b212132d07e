"""What staff do with documents, through the client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.documents.models import Document
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import pdf
from tests.portal.documents.office import REFUSED

SignIn = Callable[..., HostClient]


def send(
    client: HostClient, cast: Cast, *files: SimpleUploadedFile, **data: Any
) -> Any:
    return client.post(
        f"/desk/cases/{cast.divorce.pk}/documents/",
        {"files": list(files), "token": str(uuid4()), **data},
    )


def file(name: str = "Deed.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if content is None else content)


def names(cast: Cast) -> list[str]:
    found = Document.objects.filter(case=cast.divorce).order_by("file_name")
    return list(found.values_list("file_name", flat=True))


def test_a_pdf_is_uploaded_and_internal(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    response = send(as_user(cast.bart), cast, file())

    assert response.url == f"/desk/cases/{cast.divorce.pk}/"
    document = Document.objects.get(case=cast.divorce)
    assert (document.file_name, document.is_shared) == ("Deed.pdf", False)


def test_several_files_come_in_at_once(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    send(as_user(cast.bart), cast, file("A.pdf"), file("B.pdf"))

    assert names(cast) == ["A.pdf", "B.pdf"]


def test_a_form_that_is_sent_twice_makes_one_document(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client, token = as_user(cast.bart), str(uuid4())

    for _ in range(2):
        assert send(client, cast, file(), token=token).status_code == 302

    assert names(cast) == ["Deed.pdf"]


def test_the_same_file_in_a_new_form_is_a_new_document(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.bart)

    for _ in range(2):
        send(client, cast, file())

    assert names(cast) == ["Deed.pdf", "Deed.pdf"]


@pytest.mark.parametrize("kind", REFUSED)
def test_a_wrong_type_is_refused_in_words(
    kind: str, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    response = send(as_user(cast.bart), cast, file("Deed.pdf", REFUSED[kind]))

    assert response.status_code == 422
    assert "Deed.pdf is of a type that we cannot take" in response.content.decode()
    assert names(cast) == []


def test_a_file_that_is_too_large_is_refused_in_words(
    as_user: SignIn, cast: Cast, inside: Firm, settings: Any
) -> None:
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024

    response = send(
        as_user(cast.bart), cast, file(content=b"%PDF-1.7" + bytes(1024 * 1024))
    )

    assert response.status_code == 422
    assert "Deed.pdf is larger than 1 MB" in response.content.decode()
    assert names(cast) == []


def test_an_empty_file_is_refused_in_words(as_user: SignIn, cast: Cast) -> None:
    response = send(as_user(cast.bart), cast, file(content=b""))

    assert response.status_code == 422
    assert "Deed.pdf is empty" in response.content.decode()


def test_without_a_file_the_form_comes_back(as_user: SignIn, cast: Cast) -> None:
    response = send(as_user(cast.bart), cast)

    assert response.status_code == 422
    assert "files" in response.context["upload_form"].errors


def test_without_its_token_the_form_comes_back(as_user: SignIn, cast: Cast) -> None:
    response = send(as_user(cast.bart), cast, file(), token="nonsense")

    assert response.status_code == 422


def test_one_refused_file_does_not_hold_up_the_others(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    response = send(
        as_user(cast.bart), cast, file("A.pdf"), file("B.exe", REFUSED["program"])
    )

    assert response.status_code == 422
    assert "B.exe is of a type that we cannot take" in response.content.decode()
    assert names(cast) == ["A.pdf"]


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Überschrift — été.pdf", "Überschrift — été.pdf"),
        ("../../../etc/passwd", "passwd.pdf"),
        ('a "b".pdf', "a _b_.pdf"),
    ],
)
def test_odd_names_are_made_plain(
    given_name: str, kept: str, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    upload = file()
    upload._name = given_name  # as a program sends it: Django would clean it here

    send(as_user(cast.bart), cast, upload)

    assert names(cast) == [kept]


def test_staff_download_internal_documents_and_it_is_written_down(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    response = as_user(cast.bart).get(f"/desk/documents/{cast.memo.pk}/file/")

    assert response.getvalue() == b"%PDF-1.7 memo peeters"
    entry = Entry.objects.get(action="document.downloaded")
    assert (entry.target_id, entry.actor_id) == (cast.memo.pk, cast.bart.pk)


@pytest.mark.parametrize(
    ("method", "page"),
    [
        ("get", "documents/{key}/file/"),
        ("post", "documents/{key}/versions/"),
        ("post", "cases/{key}/documents/"),
    ],
)
def test_what_is_unknown_is_404_and_a_client_finds_nothing(
    method: str, page: str, as_user: SignIn, cast: Cast
) -> None:
    unknown = getattr(as_user(cast.bart), method)(f"/desk/{page.format(key=uuid4())}")
    client = getattr(as_user(cast.sofie), method)(
        f"/desk/{page.format(key=cast.deed.pk)}"
    )

    assert (unknown.status_code, client.status_code) == (404, 404)
