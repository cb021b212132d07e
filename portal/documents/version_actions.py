"""A document that becomes a newer one, or again what it was. Each is one transaction,
audit and outbox included; versioning.py moves the facts."""

from __future__ import annotations

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from portal.documents import searching, storing, versioning
from portal.documents.incoming import Incoming
from portal.documents.models import Document, Scan, Version
from portal.documents.scanning import checking
from portal.documents.scanning.words import WORDS
from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError


def add(*, document: Document, incoming: Incoming, by: User, at: datetime) -> Document:
    """Store a file as the newest version; title, folder and share stay.

    The file that the document is already, sent again, changes nothing. Who sees the
    document sees the new version, once it is out of quarantine. Raises DomainError as
    `actions.upload` does.
    """
    if document.sha256 == incoming.sha256:
        return document
    storing.refuse_too_much(incoming)
    storing.store(str(incoming.key), incoming)
    new = versioning.NewFile(
        stored_as=incoming.key,
        file_name=incoming.file_name,
        content_type=incoming.kind.content_type,
        size=incoming.file.size or 0,
        sha256=incoming.sha256,
        scan=checking.first_state(),
        uploaded_by_id=by.pk,
        uploaded_at=at,
    )
    try:
        done = _put(document, new, "document.version_added", by=by, at=at)
    except BaseException:
        default_storage.delete(str(incoming.key))
        raise
    if done.stored_as != incoming.key:  # its twin came in while we stored
        default_storage.delete(str(incoming.key))
    return done


def restore(*, version: Version, by: User, at: datetime) -> Document:
    """Make an earlier version the newest one: of the same bytes, which are not stored
    twice. What the document is now stays in its history. Raises DomainError for one
    that nobody may open."""
    if not version.is_readable:
        raise DomainError(str(WORDS[Scan(version.scan)]))
    new = versioning.NewFile(
        stored_as=version.file,
        file_name=version.file_name,
        content_type=version.content_type,
        size=version.size,
        sha256=version.sha256,
        pages=version.pages,
        scan=version.scan,
        uploaded_by_id=by.pk,
        uploaded_at=at,
    )
    return _put(version.document, new, "document.version_restored", by=by, at=at)


@transaction.atomic
def _put(
    document: Document, new: versioning.NewFile, what: str, *, by: User, at: datetime
) -> Document:
    held = versioning.locked(document.pk) or document
    if held.sha256 == new.sha256:
        return held
    versioning.replace(held, new)
    searching.remember(held)
    held.save(update_fields=["search_text"])
    held.case.touch(at)
    case = str(held.case_id)
    audit.record(what, held, by=by, at=at, case=case, number=held.number)
    outbox.publish("document.uploaded", document=held.pk)
    if held.is_readable:
        outbox.publish("document.ready", document=held.pk)
    return held
