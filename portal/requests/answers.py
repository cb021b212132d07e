"""What a client does with a request. Each is one transaction, audit included."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from portal.documents import actions as documents
from portal.documents import events as document_events
from portal.documents import folder_actions, trash_actions
from portal.documents.incoming import Incoming
from portal.documents.models import Document, Scan
from portal.notifications import actions as notices
from portal.requests import events
from portal.requests.actions import locked
from portal.requests.models import Item, ItemState, Request, Submission
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError


def send(*, item: Item, incoming: Incoming, by: User, at: datetime) -> Document:
    """Add a file to an item. Raises DomainError when it takes none any more, and as
    `portal.documents.actions.send` does."""
    _refuse_unless_taken(item.request, item)
    document = documents.send(case=item.request.case, incoming=incoming, by=by, at=at)
    _write_down(item, document, by=by, at=at)
    return document


@transaction.atomic
def take_back(*, submission: Submission, by: User, at: datetime) -> None:
    """Remove a file that he sent, while its item is not accepted."""
    item = submission.item
    request = locked(item.request)
    item.refresh_from_db(fields=["state"])
    if not (request.is_open and request.case.is_open and item.takes_files):
        raise DomainError(_("This was accepted already. It stays."))
    if submission.document_id:
        trash_actions.trash(documents=[submission.document_id], by=by, at=at)
    submission.delete()
    _reckon(item)
    _note("file_removed", request, by=by, at=at)


@transaction.atomic
def finish(*, request: Request, by: User, at: datetime) -> None:
    """He is done: the firm is told now, once for all that he sent."""
    request = locked(request)
    if not request.items.filter(state=ItemState.UPLOADED).exists():
        raise DomainError(_("Choose a file first."))
    notices.withdraw(events.SENT, subject=request.pk, at=at)
    notices.tell(events.DONE, subject=request.pk, place=request.pk, by=by, at=at)
    _note("answered", request, by=by, at=at)


@transaction.atomic
def refuse(*, document: UUID) -> None:
    """The scanner found a virus in it: the item asks again."""
    found = Submission.objects.filter(document=document)
    for submission in found.select_related("item__request"):
        locked(submission.item.request)
        submission.is_refused = True
        submission.save(update_fields=["is_refused"])
        _reckon(submission.item)


@transaction.atomic
def _write_down(item: Item, document: Document, *, by: User, at: datetime) -> None:
    """Under the lock of the request: it may have been ended while the file came. Then
    the file stays as one that was sent to the case, and the firm is told of that."""
    request = locked(item.request)
    item.refresh_from_db(fields=["state"])
    _refuse_unless_taken(request, item)
    held = Document.objects.select_for_update().get(pk=document.pk)
    _made, is_new = Submission.objects.get_or_create(
        document=held,
        defaults={
            "item": item,
            "file_name": document.file_name,
            "size": document.size,
            "sha256": document.sha256,
            "by": by,
            "at": at,
            "is_refused": held.scan == Scan.INFECTED,
        },
    )
    if not is_new:
        return
    folder = folder_actions.create(case=request.case, name=request.title, by=by, at=at)
    folder_actions.move(places={held.pk: folder.pk}, by=by, at=at)
    _reckon(item)
    _note("file_sent", request, by=by, at=at)
    _tell_once(request, held, by=by, at=at)


def _tell_once(request: Request, document: Document, *, by: User, at: datetime) -> None:
    """Ten minutes after his last file, in place of a notice for each."""
    notices.withdraw(document_events.SENT, subject=document.pk, at=at)
    notices.withdraw(events.SENT, subject=request.pk, at=at)
    notices.tell(events.SENT, subject=request.pk, place=request.pk, by=by, at=at)


def _reckon(item: Item) -> None:
    """What its files make of an item that nobody accepted."""
    has_answer = item.submissions.filter(set_aside_at=None, is_refused=False).exists()
    if item.state == ItemState.ACCEPTED:
        return
    if has_answer:
        item.state = ItemState.UPLOADED
    else:
        item.state = ItemState.REJECTED if item.reason else ItemState.OPEN
    item.save(update_fields=["state"])


def _refuse_unless_taken(request: Request, item: Item) -> None:
    if not (request.is_open and request.case.is_open and item.takes_files):
        raise DomainError(_("This is closed. Nothing can be sent any more."))


def _note(what: str, request: Request, *, by: User, at: datetime) -> None:
    case = str(request.case_id)
    audit.record(f"request.{what}", request, by=by, at=at, case=case)
    outbox.publish(f"request.{what}", request=request.pk)
