"""What a client does with documents, through the client."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage

from portal.documents.models import Document
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import DocumentFactory, ShareFactory
from tests.portal.counting import statements

SignIn = Callable[..., HostClient]


def address(document: Document) -> str:
    return f"/documents/{document.pk}/file/"


def test_a_client_lists_what_is_shared_with_him(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.sofie).get("/documents/")

    assert list(response.context["page_obj"]) == [cast.deed]


def test_a_client_downloads_the_same_bytes(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    response = as_user(cast.sofie).get(address(cast.deed))

    assert response.getvalue() == b"%PDF-1.7 deed peeters"
    entry = Entry.objects.get(action="document.downloaded")
    assert (entry.target_id, entry.actor_id) == (cast.deed.pk, cast.sofie.pk)


def test_a_download_is_an_attachment_that_nothing_can_run(
    as_user: SignIn, cast: Cast
) -> None:
    response = as_user(cast.sofie).get(address(cast.deed))

    response.close()
    headers = response.headers
    disposition = headers["Content-Disposition"]
    assert disposition == 'attachment; filename="Draft deed peeters.pdf"'
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Length"] == str(cast.deed.size)
    assert headers["Content-Security-Policy"] == "sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store, private"


def test_a_name_with_umlauts_travels_as_the_standard_says(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    Document.objects.filter(pk=cast.deed.pk).update(file_name="Übergabe.pdf")

    response = as_user(cast.sofie).get(address(cast.deed))

    response.close()
    headers = response.headers
    disposition = headers["Content-Disposition"]
    assert disposition == "attachment; filename*=utf-8''%C3%9Cbergabe.pdf"


def test_an_internal_document_is_404(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    response = as_user(cast.sofie).get(address(cast.memo))

    assert response.status_code == 404
    assert not Entry.objects.filter(action="document.downloaded").exists()


def test_another_clients_document_is_404(as_user: SignIn, cast: Cast) -> None:
    assert as_user(cast.tom).get(address(cast.deed)).status_code == 404


def test_a_visitor_is_asked_to_sign_in(on_firm: HostClient, cast: Cast) -> None:
    assert on_firm.get(address(cast.deed)).url.startswith("/sign-in/")


def test_staff_use_the_desk_instead(as_user: SignIn, cast: Cast) -> None:
    assert as_user(cast.laura).get(address(cast.deed)).status_code == 403


def test_a_missing_file_is_said_in_words_and_not_counted(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    default_storage.delete(cast.deed.key)

    response = as_user(cast.sofie).get(address(cast.deed))

    assert response.status_code == 409
    assert "cannot be read right now" in response.content.decode()
    assert not Entry.objects.filter(action="document.downloaded").exists()


def test_equal_keys_give_each_firm_its_own_bytes(
    as_user: SignIn, cast: Cast, other_cast: Cast, other_firm: Firm
) -> None:
    assert cast.deed.pk == other_cast.deed.pk

    here = as_user(cast.sofie).get(address(cast.deed))
    there = as_user(other_cast.sofie, at=other_firm).get(address(cast.deed))

    assert here.getvalue() == b"%PDF-1.7 deed peeters"
    assert there.getvalue() == b"%PDF-1.7 deed devries"


def test_the_list_costs_the_same_for_one_and_for_thirty(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.sofie)
    few = statements(client, "/documents/")

    for _ in range(30):
        ShareFactory(document=DocumentFactory(case=cast.sale))
    many = statements(client, "/documents/")
    response = client.get("/documents/")

    assert len(response.context["page_obj"]) == 25
    assert many == few


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_file_is_only_read(method: str, as_user: SignIn, cast: Cast) -> None:
    assert getattr(as_user(cast.sofie), method)(address(cast.deed)).status_code == 405
