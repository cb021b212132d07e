"""Folders, versions, the trash and the search, through the pages of the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.documents import purging, tasks
from portal.documents.models import Document, Folder, Share, Version
from tenants.outbox.models import Event
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import DocumentFactory, FolderFactory, pdf, stored_document

SignIn = Callable[..., HostClient]
pytestmark = pytest.mark.usefixtures("inside")
DESK = "/desk/documents/"


def on_case(cast: Cast, **asked: Any) -> str:
    words = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/desk/cases/{cast.sale.pk}/?tab=documents&{words}"


def upload(browser: HostClient, document: Document, content: bytes) -> Any:
    file = SimpleUploadedFile("Deed, signed.pdf", content)
    sent = {"token": uuid4(), "files": file}
    return browser.post(f"{DESK}{document.pk}/versions/", sent)


def test_documents_are_moved_into_a_folder_and_back(
    as_user: SignIn, cast: Cast
) -> None:
    browser = as_user(cast.bart)
    made = browser.post(f"/desk/cases/{cast.sale.pk}/folders/", {"name": "Letters"})
    folder = Folder.objects.get(name="Letters")
    both = {"document": [cast.deed.pk, cast.memo.pk]}

    browser.post(f"{DESK}moving/", {**both, "to": folder.pk})

    assert made.url.endswith(str(folder.pk))
    assert folder.documents.count() == 2
    page = browser.get(on_case(cast, folder=folder.pk)).content.decode()
    assert cast.memo.title in page
    assert f'name="back" value="{cast.memo.pk} "' in page

    back = [f"{key} " for key in both["document"]]
    browser.post(f"{DESK}moving/", {**both, "back": back})

    assert folder.documents.count() == 0
    assert Share.objects.filter(document=cast.deed).exists()


def test_a_folder_of_another_case_takes_nothing(as_user: SignIn, cast: Cast) -> None:
    other = FolderFactory(case=cast.divorce)

    answer = as_user(cast.bart).post(
        f"{DESK}moving/", {"document": cast.memo.pk, "to": other.pk}
    )

    assert answer.status_code == 409
    assert other.documents.count() == 0


def test_a_removed_folder_leaves_its_documents(as_user: SignIn, cast: Cast) -> None:
    folder = FolderFactory(case=cast.sale, name="Letters")
    Document.objects.filter(pk=cast.memo.pk).update(folder=folder)

    as_user(cast.bart).post(f"{DESK}folders/{folder.pk}/removal/")

    assert Document.objects.get(pk=cast.memo.pk).folder is None


def test_a_new_version_keeps_the_old_one_and_both_open(
    as_user: SignIn, cast: Cast
) -> None:
    browser, old = as_user(cast.laura), b"%PDF-1.7 the first"
    document = stored_document(old, case=cast.sale, title="Deed")

    upload(browser, document, pdf(2))

    document.refresh_from_db()
    assert (document.number, document.title) == (2, "Deed")
    before = Version.objects.get(document=document)
    first = browser.get(f"{DESK}versions/{before.pk}/file/")
    assert b"".join(first.streaming_content) == old
    newest = browser.get(f"{DESK}{document.pk}/file/")
    assert b"".join(newest.streaming_content) == pdf(2)


def test_the_same_bytes_are_no_new_version(as_user: SignIn, cast: Cast) -> None:
    document = stored_document(pdf(3), case=cast.sale)

    upload(as_user(cast.laura), document, pdf(3))

    document.refresh_from_db()
    assert document.number == 1


def test_an_earlier_version_becomes_the_newest_and_nothing_is_lost(
    as_user: SignIn, cast: Cast
) -> None:
    browser = as_user(cast.laura)
    document = stored_document(pdf(1), case=cast.sale)
    upload(browser, document, pdf(2))
    first = Version.objects.get(document=document)

    browser.post(f"{DESK}versions/{first.pk}/restoring/")

    document.refresh_from_db()
    assert (document.number, document.file) == (3, first.file)
    assert list(document.versions.order_by("number").values_list("number")) == [
        (1,),
        (2,),
    ]


def test_what_is_in_the_trash_is_gone_for_clients_and_comes_back_internal(
    as_user: SignIn, cast: Cast
) -> None:
    staff, client = as_user(cast.bart), as_user(cast.sofie)

    staff.post(f"{DESK}removal/", {"document": cast.deed.pk})

    assert client.get(f"/documents/{cast.deed.pk}/file/").status_code == 404
    assert staff.get(f"{DESK}{cast.deed.pk}/").status_code == 404
    trash = f"/desk/cases/{cast.sale.pk}/trash/"
    assert cast.deed.title in staff.get(trash).content.decode()

    staff.post(f"{DESK}restoring/", {"document": cast.deed.pk})

    assert staff.get(f"{DESK}{cast.deed.pk}/").status_code == 200
    assert client.get(f"/documents/{cast.deed.pk}/file/").status_code == 404


def test_the_trash_is_emptied_after_thirty_days_files_and_all(cast: Cast) -> None:
    now = timezone.now()
    old = stored_document(
        pdf(), case=cast.sale, deleted_at=now - timedelta(days=31), deleted_by=cast.bart
    )
    new = DocumentFactory(
        case=cast.sale, deleted_at=now - timedelta(days=29), deleted_by=cast.bart
    )

    assert purging.purge(now) == 1

    assert Document.objects.filter(pk__in=(old.pk, new.pk)).get() == new
    for _twice in range(2):
        tasks.remove(Event.objects.get(topic="document.purged"))
    assert not default_storage.exists(old.key)


def test_a_legal_hold_keeps_the_trash(cast: Cast) -> None:
    cast.sale.legal_hold, cast.sale.hold_reason = True, "A claim"
    cast.sale.save(update_fields=["legal_hold", "hold_reason"])
    now = timezone.now()
    DocumentFactory(
        case=cast.sale, deleted_at=now - timedelta(days=31), deleted_by=cast.bart
    )

    assert purging.purge(now) == 0


@pytest.mark.parametrize("typed", ["notariele", "ntariele", "brief", "letter", "akte"])
def test_a_document_is_found_by_title_kind_folder_and_with_a_mistake(
    as_user: SignIn, cast: Cast, typed: str
) -> None:
    browser = as_user(cast.bart)
    folder = FolderFactory(case=cast.sale, name="Akte")
    browser.post(
        f"{DESK}{cast.memo.pk}/edit/",
        {"title": "Notariële stukken", "kind": "letter", "folder": folder.pk},
    )

    page = browser.get(f"{DESK}?q={typed}").content.decode()

    assert "Notariële stukken" in page
    assert cast.deed.title not in page


def test_internal_notes_are_for_the_firm(as_user: SignIn, cast: Cast) -> None:
    notes = {"title": cast.deed.title, "notes": "She will not like it"}
    staff = as_user(cast.bart)
    staff.post(f"{DESK}{cast.deed.pk}/edit/", notes)

    assert "not like it" in staff.get(f"{DESK}{cast.deed.pk}/").content.decode()
    assert "not like it" not in as_user(cast.sofie).get("/documents/").content.decode()


def test_the_same_file_is_named_where_it_is_already(
    as_user: SignIn, cast: Cast
) -> None:
    stored_document(pdf(4), case=cast.sale, title="The first copy")
    other = stored_document(pdf(4), case=cast.sale, title="The second copy")

    page = as_user(cast.bart).get(f"{DESK}{other.pk}/").content.decode()

    assert "The first copy" in page
