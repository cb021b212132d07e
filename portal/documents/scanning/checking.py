"""From waiting to what the scanner says."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction

from portal.documents.models import Document, Scan
from portal.documents.scanning import refusing, rows, scanner
from tenants import outbox
from tenants.outbox.models import Delivery

TOPIC = "document.uploaded"


def first_state() -> Scan:
    """What a file is that has just come in."""
    return Scan.WAITING if scanner.is_there() else Scan.NOT_SCANNED


def check(pk: UUID, *, at: datetime) -> None:
    """Have the waiting files of a document looked at, older versions included.

    Raises when the scanner or the storage does not answer: they go on waiting then, and
    the outbox asks again.
    """
    for file in rows.waiting(pk):
        with default_storage.open(str(file)) as opened:
            verdict = scanner.scan(opened)
        _write_down(pk, file, verdict, at=at)


@transaction.atomic
def ask_again() -> None:
    """Publish anew what the outbox gave up: for everything that waits, and of which no
    delivery is under way."""
    open_ = Delivery.objects.waiting().filter(event__topic=TOPIC)
    under_way = set(open_.values_list("event__payload__document", flat=True))
    for pk in rows.documents_waiting():
        if str(pk) not in under_way:
            outbox.publish(TOPIC, document=pk)


@transaction.atomic
def _write_down(pk: UUID, file: UUID, verdict: Scan, *, at: datetime) -> None:
    """Under a lock: a version may have come while the scanner looked."""
    document = Document.objects.select_for_update().filter(pk=pk).first()
    if document is None:
        return
    if verdict == Scan.INFECTED:
        refusing.refuse(document, file=file, at=at)
        return
    rows.mark(document, file, verdict)
    if document.file == file and verdict == Scan.CLEAN:
        outbox.publish("document.ready", document=document.pk)
