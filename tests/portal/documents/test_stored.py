"""The sweep knows the files of documents, of their versions, and of the trash."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.documents import stored, tasks
from portal.documents.models import Document, Scan
from tenants.models import Firm
from tenants.outbox.models import Delivery, Event
from tenants.storage import known
from tests.cast import Cast
from tests.factories import DocumentFactory, VersionFactory


def test_documents_and_versions_are_known_and_what_held_a_virus_is_not(
    cast: Cast, inside: Firm
) -> None:
    trashed = DocumentFactory(
        case=cast.sale, deleted_at=timezone.now(), deleted_by=cast.laura
    )
    version = VersionFactory(document=cast.deed, stored_as=uuid4())
    virus = DocumentFactory(case=cast.sale, scan=Scan.INFECTED)

    names = set(stored.names())

    assert {trashed.key, version.key, cast.deed.key} <= names
    assert virus.key not in names


def test_what_the_scanner_never_answered_is_asked_again_once(
    cast: Cast, inside: Firm
) -> None:
    Document.objects.filter(pk=cast.deed.pk).update(scan=Scan.WAITING)

    for _ in range(2):
        tasks.checking.ask_again()

    asked = Event.objects.filter(topic="document.uploaded")
    assert [each.payload["document"] for each in asked] == [str(cast.deed.pk)]
    assert Delivery.objects.waiting().filter(event__in=asked).count() == 1


def test_the_command_fails_for_a_missing_file(
    firm: Firm, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = known.Knower(feature="papers", folder="", names=lambda: ["deed"])
    monkeypatch.setattr(known, "_knowers", {"papers": paper})

    with pytest.raises(SystemExit):
        call_command("sweep_files", firm.slug)

    assert f"{firm.slug}: missing: deed" in capsys.readouterr().out
