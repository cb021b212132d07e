"""What comes in waits for the scanner, and goes when it holds a virus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from infra.embedded.ports import LOOPBACK, free_port
from portal.documents import actions, file_types
from portal.documents.incoming import Incoming
from portal.documents.models import Document, Scan, Version
from portal.notifications.models import Announcement
from tenants.audit.models import Entry
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tenants.outbox.models import Delivery, Event
from tests.cast import Cast
from tests.clamav import EICAR, LARGEST
from tests.conftest import HostClient
from tests.factories import NOW, pdf

SignIn = Callable[..., HostClient]
INFECTED = pdf() + EICAR


def upload(cast: Cast, content: bytes) -> Document:
    incoming = Incoming(
        file=SimpleUploadedFile("Deed.pdf", content),
        file_name="Deed.pdf",
        kind=file_types.PDF,
        form_token=uuid4(),
    )
    return actions.upload(case=cast.divorce, incoming=incoming, by=cast.bart, at=NOW)


def announced(topic: str) -> int:
    return Event.objects.filter(topic=topic).count()


def test_a_clean_file_is_ready_when_the_scanner_said_so(
    cast: Cast, inside: Firm, scanner: None
) -> None:
    document = upload(cast, pdf())
    assert (document.scan, announced("document.ready")) == (Scan.WAITING, 0)

    deliver_due()

    document.refresh_from_db()
    assert (document.scan, announced("document.ready")) == (Scan.CLEAN, 1)
    assert document.pages == 1


def test_without_a_scanner_a_file_is_ready_at_once_and_not_called_clean(
    cast: Cast, inside: Firm
) -> None:
    document = upload(cast, pdf())

    assert (document.scan, announced("document.ready")) == (Scan.NOT_SCANNED, 1)


def test_a_virus_is_destroyed_and_the_firm_is_told(
    cast: Cast, inside: Firm, scanner: None
) -> None:
    document = upload(cast, INFECTED)

    deliver_due()

    document.refresh_from_db()
    assert (document.scan, announced("document.ready")) == (Scan.INFECTED, 0)
    assert not default_storage.exists(document.key)
    assert Entry.objects.get(action="document.infected").target_id == document.pk
    assert Announcement.objects.get(kind="document.infected").subject == document.pk


def test_a_scanner_that_is_away_is_asked_again(
    cast: Cast, inside: Firm, settings: Any, daemon: tuple[str, int]
) -> None:
    settings.SCANNER = LOOPBACK, free_port()
    document = upload(cast, pdf())

    deliver_due()

    document.refresh_from_db()
    assert (document.scan, announced("document.ready")) == (Scan.WAITING, 0)
    settings.SCANNER = daemon
    Delivery.objects.waiting().update(due_at=NOW)
    deliver_due()
    document.refresh_from_db()
    assert document.scan == Scan.CLEAN


def test_a_version_with_a_virus_gives_way_to_the_one_before(
    cast: Cast, inside: Firm, scanner: None
) -> None:
    document, before = cast.deed, cast.deed.sha256
    facts = {name: getattr(document, name) for name in Document.FACTS}
    Version.objects.create(document=document, stored_as=document.file, **facts)
    document.number, document.sha256, document.scan = 2, "f" * 64, Scan.WAITING
    document.stored_as = uuid4()
    default_storage.save(document.key, ContentFile(INFECTED))
    infected = document.key
    document.save()
    actions.outbox.publish("document.uploaded", document=document.pk)

    deliver_due()

    document.refresh_from_db()
    assert (document.sha256, document.number) == (before, 1)
    assert document.is_readable
    assert document.key == str(document.pk)
    assert not document.versions.exists()
    assert not default_storage.exists(infected)


@pytest.mark.parametrize(
    ("scan", "words"),
    [(Scan.WAITING, "being checked for viruses"), (Scan.INFECTED, "holds a virus")],
)
def test_nobody_opens_what_is_in_quarantine(
    scan: Scan, words: str, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    Document.objects.filter(pk=cast.deed.pk).update(scan=scan)

    staff = as_user(cast.laura).get(
        f"/desk/documents/{cast.deed.pk}/file/", follow=True
    )
    client = as_user(cast.sofie).get(f"/documents/{cast.deed.pk}/file/")

    assert words in staff.content.decode()
    assert not Entry.objects.filter(action="document.downloaded").exists()
    assert client.status_code == 404


def test_what_is_too_large_to_be_checked_stays_closed(
    cast: Cast, inside: Firm, scanner: None
) -> None:
    document = upload(cast, pdf() + bytes(LARGEST))

    deliver_due()

    document.refresh_from_db()
    assert (document.scan, announced("document.ready")) == (Scan.TOO_LARGE, 0)
    assert not document.is_readable
