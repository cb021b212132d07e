"""Gives a document's file to somebody who may have it."""

from __future__ import annotations

from datetime import datetime

from django.core.files.storage import default_storage
from django.http import FileResponse
from django.utils.translation import gettext as _

from portal.documents import actions
from portal.documents.models import Document
from tenants.accounts.models import User
from tenants.errors import DomainError


def deliver(document: Document, *, to: User, at: datetime) -> FileResponse:
    """The file as a download, written down in the audit log.

    Never shown inside the page: attachment, no guessing of the type, and a sandbox for
    a browser that shows it all the same. The name follows RFC 6266.
    """
    try:
        file = default_storage.open(document.key)
    except OSError as error:
        raise DomainError(
            _("This file cannot be read right now. Please try again in a few minutes.")
        ) from error
    actions.note_download(document=document, by=to, at=at)
    return FileResponse(
        file,
        as_attachment=True,
        filename=document.file_name,
        content_type=document.content_type,
        headers={
            "Content-Length": str(document.size),
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )
