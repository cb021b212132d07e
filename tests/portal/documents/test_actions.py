"""Documents: what the actions write, store, and take back."""

from __future__ import annotations

import hashlib
from uuid import UUID, uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from portal.documents import actions, file_types
from portal.documents.incoming import Incoming
from portal.documents.models import Document, Share
from portal.documents.sharing import acts
from portal.documents.sharing.terms import Terms
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm
from tenants.outbox.models import Event
from tests.cast import Cast
from tests.factories import NOW, DocumentFactory, pdf

CONTENT = pdf(pages=2)


def incoming(
    content: bytes = CONTENT, name: str = "Deed.pdf", token: UUID | None = None
) -> Incoming:
    return Incoming(
        file=SimpleUploadedFile(name, content),
        file_name=name,
        kind=file_types.PDF,
        form_token=token or uuid4(),
    )


def stored_files() -> set[str]:
    try:
        return set(default_storage.listdir("")[1])
    except FileNotFoundError:
        return set()


def test_an_upload_is_stored_and_internal(cast: Cast, inside: Firm) -> None:
    document = actions.upload(
        case=cast.divorce, incoming=incoming(), by=cast.bart, at=NOW
    )

    document.refresh_from_db()
    assert (document.title, document.file_name) == ("Deed", "Deed.pdf")
    assert document.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert (document.size, document.content_type) == (len(CONTENT), "application/pdf")
    assert not document.is_shared
    assert document not in Document.objects.visible_to(cast.tom)
    with default_storage.open(document.key) as file:
        assert file.read() == CONTENT


def test_an_upload_writes_audit_and_event(cast: Cast, inside: Firm) -> None:
    document = actions.upload(
        case=cast.divorce, incoming=incoming(), by=cast.bart, at=NOW
    )

    entry = Entry.objects.get(action="document.uploaded")
    assert (entry.target_id, entry.actor_id) == (document.pk, cast.bart.pk)
    event = Event.objects.get(topic="document.uploaded")
    assert event.payload == {"document": str(document.pk)}
    names = event.deliveries.values_list("consumer", flat=True)
    assert list(names) == ["portal.documents.tasks.scan"]


def test_the_same_file_of_the_same_form_is_one_document(
    cast: Cast, inside: Firm
) -> None:
    token = uuid4()
    first, again, other = (
        actions.upload(
            case=cast.sale, incoming=incoming(name=name, token=token),
            by=cast.bart, at=NOW,
        )
        for name in ("Deed.pdf", "Deed.pdf", "Annex.pdf")
    )  # fmt: skip

    assert first == again
    assert other != first
    assert Event.objects.filter(topic="document.uploaded").count() == 2


def test_a_twin_that_comes_in_meanwhile_wins(
    cast: Cast, inside: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = uuid4()
    twin = actions.upload(
        case=cast.sale, incoming=incoming(token=token), by=cast.bart, at=NOW
    )
    files = stored_files()
    answers = iter([None, twin])
    monkeypatch.setattr(actions, "_sent_before", lambda *_: next(answers))

    document = actions.upload(
        case=cast.sale, incoming=incoming(token=token), by=cast.bart, at=NOW
    )

    assert document == twin
    assert stored_files() == files


def test_a_failed_transaction_takes_the_file_back(
    cast: Cast, inside: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = stored_files()

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the outbox is on fire")

    monkeypatch.setattr(actions.outbox, "publish", fail)
    with pytest.raises(RuntimeError, match="on fire"):
        actions.upload(case=cast.sale, incoming=incoming(), by=cast.bart, at=NOW)

    assert stored_files() == files
    assert not Document.objects.filter(file_name="Deed.pdf").exists()
    assert not Entry.objects.filter(action="document.uploaded").exists()


def test_a_failed_storage_leaves_no_row(
    cast: Cast, inside: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(default_storage, "save", fail)
    with pytest.raises(DomainError, match="cannot be kept"):
        actions.upload(case=cast.sale, incoming=incoming(), by=cast.bart, at=NOW)

    assert not Document.objects.filter(file_name="Deed.pdf").exists()


def test_sharing_lets_the_clients_of_the_case_see_it(cast: Cast, inside: Firm) -> None:
    acts.share(documents=[cast.memo.pk], terms=Terms(), by=cast.laura, at=NOW)

    assert cast.memo in Document.objects.visible_to(cast.sofie)
    assert cast.memo not in Document.objects.visible_to(cast.tom)
    assert Entry.objects.get(action="document.shared").target_id == cast.memo.pk
    assert Event.objects.filter(topic="document.shared").count() == 1


def test_sharing_twice_changes_nothing(cast: Cast, inside: Firm) -> None:
    for _ in range(2):
        acts.share(documents=[cast.memo.pk], terms=Terms(), by=cast.laura, at=NOW)

    assert Share.objects.filter(document=cast.memo).count() == 1
    assert Event.objects.filter(topic="document.shared").count() == 1
    assert Entry.objects.filter(action="document.shared").count() == 1


def test_unsharing_hides_it_at_once(cast: Cast, inside: Firm) -> None:
    for _ in range(2):
        acts.unshare(documents=[cast.deed.pk], by=cast.laura, at=NOW)

    assert cast.deed not in Document.objects.visible_to(cast.sofie)
    assert cast.deed in Document.objects.visible_to(cast.laura)
    assert Event.objects.filter(topic="document.unshared").count() == 1
    assert Entry.objects.filter(action="document.unshared").count() == 1


@pytest.mark.parametrize("fields", [{"size": 0}, {"sha256": "Z" * 64}])
def test_the_database_refuses(
    fields: dict[str, object], cast: Cast, inside: Firm
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentFactory(case=cast.sale, **fields)


def test_the_database_refuses_a_second_share(cast: Cast, inside: Firm) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.create(document=cast.deed, shared_by=cast.laura, shared_at=NOW)
