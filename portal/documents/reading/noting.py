"""Writes down that somebody opened a document, or was given its file."""

from __future__ import annotations

from datetime import datetime, timedelta

from portal.documents.models import Document
from tenants import audit
from tenants.accounts.models import User
from tenants.audit.models import Entry

OPENED = "document.opened"
DOWNLOADED = "document.downloaded"
# So long one goes on reading what one opened, or fetching the parts of one download.
ONCE_IN = timedelta(hours=1)


def opened(*, document: Document, by: User, at: datetime) -> None:
    """Once an hour, however often the page is loaded. Staff who look with a client's
    eyes read the page of their case; no receipt says that the client did."""
    number = document.number
    if by.viewer is None and not _is_noted(OPENED, document, number, by, at):
        _note(OPENED, document, number, by, at)


def downloaded(
    *,
    document: Document,
    version: int,
    by: User,
    at: datetime,
    is_continued: bool = False,
) -> None:
    """Once for a download: one that goes on where it was interrupted, or that a program
    fetches in parts, writes nothing more within the hour."""
    who = by.viewer or by
    if not is_continued or not _is_noted(DOWNLOADED, document, version, who, at):
        _note(DOWNLOADED, document, version, by, at)


def _note(
    action: str, document: Document, version: int, by: User, at: datetime
) -> None:
    case = str(document.case_id)
    audit.read(action, document, by=by, at=at, case=case, version=version)


def _is_noted(
    action: str, document: Document, version: int, by: User, at: datetime
) -> bool:
    noted = Entry.objects.filter(
        target_type=Document._meta.label_lower,
        target_id=document.pk,
        action=action,
        actor_id=by.pk,
        at__gte=at - ONCE_IN,
        details__version=version,
    )
    return noted.exists()
