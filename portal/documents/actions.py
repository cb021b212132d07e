"""What people do with documents. Each is one transaction, audit and outbox included."""

from __future__ import annotations

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.cases.models import Case, Party
from portal.documents import events, searching, storing
from portal.documents.file_names import title_of
from portal.documents.incoming import Incoming
from portal.documents.models import Document, Share, ShareRecipient
from portal.documents.scanning import checking
from portal.notifications import actions as notices
from portal.policy.models import Section
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError


def upload(*, case: Case, incoming: Incoming, by: User, at: datetime) -> Document:
    """Store a file and write it down as a document of the case, visible to staff only,
    and in quarantine where the platform has a scanner.

    The same file of the same form, sent again, gives the document that is there. The
    bytes are stored first; when the row then fails they are removed again. What a crash
    in between leaves behind is an object that no row knows, and harms nobody. Raises
    DomainError when the firm's plan has no room for it, and when the storage or the
    key service is away: nothing is kept then, and nothing is kept in clear.
    """
    if existing := _sent_before(case, incoming):
        return existing
    storing.refuse_too_much(incoming)
    document = _document(case, incoming, by, at)
    storing.store(document.key, incoming)
    try:
        _write_down(document, by, at)
    except BaseException as error:
        default_storage.delete(document.key)
        existing = _sent_before(case, incoming)
        if isinstance(error, IntegrityError) and existing:
            return existing  # its twin came in while we stored
        raise
    return document


def send(*, case: Case, incoming: Incoming, by: User, at: datetime) -> Document:
    """The same from a client to his lawyer. He goes on seeing what he sent, and so does
    who reads for him; the other clients of the case do not. The firm is told.

    Raises DomainError when the case is closed, too.
    """
    if not case.is_open:
        raise DomainError(
            _("This is closed. You can read it, but nothing can be sent any more.")
        )
    return upload(case=case, incoming=incoming, by=by, at=at)


def _sent_before(case: Case, incoming: Incoming) -> Document | None:
    sent = Document.objects.filter(case=case, submission=incoming.submission)
    return sent.first()


def _document(case: Case, incoming: Incoming, by: User, at: datetime) -> Document:
    return Document(
        id=incoming.key,
        case=case,
        title=title_of(incoming.file_name),
        file_name=incoming.file_name,
        content_type=incoming.kind.content_type,
        size=incoming.file.size,
        sha256=incoming.sha256,
        submission=incoming.submission,
        scan=checking.first_state(),
        uploaded_by=by,
        uploaded_at=at,
    )


@transaction.atomic
def _write_down(document: Document, by: User, at: datetime) -> None:
    searching.remember(document)
    document.save(force_insert=True)
    document.case.touch(at)
    case = str(document.case_id)
    audit.record("document.uploaded", document, by=by, at=at, case=case)
    if by.is_client:
        _let_the_sender_see(document, by, at)
        place = document.case_id
        notices.tell(events.SENT, subject=document.pk, place=place, by=by, at=at)
    outbox.publish("document.uploaded", document=document.pk)
    if document.is_readable:
        outbox.publish("document.ready", document=document.pk)


def _let_the_sender_see(document: Document, by: User, at: datetime) -> None:
    """As the party that he is, or for whom he looks; nobody is told of it."""
    share = Share.objects.create(
        document=document, is_for_all=False, shared_by=by, shared_at=at
    )
    parties = Party.objects.read_by(by, Section.DOCUMENTS)
    ShareRecipient.objects.bulk_create(
        ShareRecipient(share=share, party=party)
        for party in parties.filter(case=document.case_id)
    )
