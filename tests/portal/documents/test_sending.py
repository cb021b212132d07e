"""What a client sends to his lawyer, through the client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.cases.models import PartyRole
from portal.documents import events
from portal.documents.models import Document, Scan
from portal.notifications.models import Announcement
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NOW, ClientFactory, ContactFactory, PartyFactory, pdf
from tests.portal.documents.office import REFUSED

SignIn = Callable[..., HostClient]


def send(client: HostClient, cast: Cast, *contents: bytes, **headers: str) -> Any:
    files = [SimpleUploadedFile(f"{n}.pdf", each) for n, each in enumerate(contents)]
    return client.post(
        f"/cases/{cast.sale.pk}/documents/",
        {"files": files, "token": str(uuid4())},
        headers=headers,
    )


def sent(cast: Cast) -> list[Document]:
    return list(Document.objects.filter(uploaded_by=cast.sofie.pk))


def test_the_office_and_the_sender_see_it_and_no_other_client(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    other = ContactFactory(user=ClientFactory())
    PartyFactory(case=cast.sale, contact=other, role=PartyRole.CO_CLIENT)

    response = send(as_user(cast.sofie), cast, pdf())

    assert response.url == f"/cases/{cast.sale.pk}/"
    (document,) = sent(cast)
    assert document in Document.objects.visible_to(cast.laura)
    assert document in Document.objects.visible_to(cast.sofie)
    assert document not in Document.objects.visible_to(other.user)
    assert document not in Document.objects.visible_to(cast.tom)


def test_the_lawyer_is_told_and_the_sender_is_not(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    send(as_user(cast.sofie), cast, pdf(), pdf(2))

    told = Announcement.objects.all()
    assert {(each.kind, each.by_id) for each in told} == {
        ("document.sent", cast.sofie.pk)
    }
    assert cast.sale.responsible in list(events.SENT.recipients(cast.sale.pk))


def test_the_page_says_what_became_of_it(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.sofie)
    send(client, cast, pdf())
    (document,) = sent(cast)
    words = {
        Scan.NOT_SCANNED: "Received",
        Scan.WAITING: "Being checked",
        Scan.INFECTED: "Refused: it holds a virus",
    }

    for scan, word in words.items():
        Document.objects.filter(pk=document.pk).update(scan=scan)
        page = client.get(f"/cases/{cast.sale.pk}/").content.decode()
        assert word in page
        link = f'href="/documents/{document.pk}/"'
        assert (link in page) == (scan == Scan.NOT_SCANNED)


def test_nothing_is_sent_to_a_case_that_is_closed(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.sofie)
    cast.sale.closed_at = NOW
    cast.sale.save()

    response = send(client, cast, pdf())

    assert "nothing can be sent any more" in response.content.decode()
    assert sent(cast) == []


@pytest.mark.parametrize("face", ["cases", "desk/cases"])
def test_a_script_is_told_of_each_file(
    face: str, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.sofie if face == "cases" else cast.laura)
    files = [
        SimpleUploadedFile("A.pdf", pdf()),
        SimpleUploadedFile("B.exe", REFUSED["program"]),
    ]

    response = client.post(
        f"/{face}/{cast.sale.pk}/documents/",
        {"files": files, "token": str(uuid4())},
        headers={"Accept": "application/json"},
    )

    assert response.status_code == 422
    answer = response.json()
    assert answer["files"] == [{"name": "A.pdf", "scan": "not_scanned"}]
    (problem,) = answer["problems"]
    assert "B.exe is of a type that we cannot take" in problem
