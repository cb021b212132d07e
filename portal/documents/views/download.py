"""Gives a document's file, or a part of it, to somebody who may have it."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from portal.access.gate import PortalRequest
from portal.documents import actions, ranges
from portal.documents.models import Document, Scan
from portal.documents.ranges import Part, Slice, Unsatisfiable
from portal.documents.scanning.words import WORDS
from tenants.crypto import CryptoError, DecryptionError
from tenants.errors import DomainError

log = logging.getLogger(__name__)


class Download(FileResponse):
    """Handed on in pieces of 64 KiB, decrypted while they go."""

    block_size = 64 * 1024


def deliver(
    request: PortalRequest, document: Document, *, at: datetime
) -> HttpResponseBase:
    """The file as a download, written down in the audit log.

    Never shown inside the page: attachment, no guessing of the type, and a sandbox for
    a browser that shows it all the same. The name follows RFC 6266.
    """
    _refuse_quarantined(document)
    try:
        part = _part(request, document)
    except Unsatisfiable:
        return HttpResponse(
            status=416, headers={"Content-Range": f"bytes */{document.size}"}
        )
    file = _open(document, part)
    actions.note_download(document=document, by=request.user, at=at)
    return Download(
        Slice(file, part or Part(0, document.size)),
        as_attachment=True,
        filename=document.file_name,
        content_type=document.content_type,
        status=206 if part else 200,
        headers=_headers(document, part),
    )


def _refuse_quarantined(document: Document) -> None:
    if not document.is_readable:
        raise DomainError(str(WORDS[Scan(document.scan)]))


def _part(request: PortalRequest, document: Document) -> Part | None:
    """Only GET knows parts (RFC 9110, 14.2)."""
    if request.method != "GET":
        return None
    return ranges.wanted(request.headers, size=document.size, etag=_etag(document))


def _open(document: Document, part: Part | None) -> File[Any]:
    """Open, and proven where reading begins. Raises DomainError.

    After this the answer has begun, and an error can only cut it short.
    """
    try:
        file = default_storage.open(document.key)
        _prove(file, document, start=part.start if part else 0)
    except (OSError, CryptoError) as error:
        log.exception("the file of a document could not be read")
        raise DomainError(
            _("This file cannot be read right now. Please try again in a few minutes.")
        ) from error
    return file


def _prove(file: File[Any], document: Document, *, start: int) -> None:
    try:
        if file.size != document.size:
            raise DecryptionError("The stored file has another length.")
        file.seek(start)
        file.read(1)
    except BaseException:
        file.close()
        raise


def _headers(document: Document, part: Part | None) -> dict[str, str]:
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Length": str(part.length if part else document.size),
        "Content-Security-Policy": "sandbox",
        "ETag": _etag(document),
        "X-Content-Type-Options": "nosniff",
    }
    if part:
        headers["Content-Range"] = part.of(document.size)
    return headers


def _etag(document: Document) -> str:
    """Strong: a document's bytes never change."""
    return f'"{document.sha256}"'
