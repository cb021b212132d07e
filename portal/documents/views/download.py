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
from portal.documents import ranges
from portal.documents.models import Document, Scan, Version
from portal.documents.models.file import StoredFile
from portal.documents.ranges import Part, Slice, Unsatisfiable
from portal.documents.reading import noting
from portal.documents.scanning.words import WORDS
from tenants.crypto import CryptoError, DecryptionError
from tenants.errors import DomainError

log = logging.getLogger(__name__)


class Download(FileResponse):
    """Handed on in pieces of 64 KiB, decrypted while they go."""

    block_size = 64 * 1024


def deliver(
    request: PortalRequest,
    document: Document,
    *,
    version: Version | None = None,
    at: datetime,
) -> HttpResponseBase:
    """The file as a download, or that of an earlier version, written down in the audit
    log.

    Never shown inside the page: attachment, no guessing of the type, and a sandbox for
    a browser that shows it all the same. The name follows RFC 6266.
    """
    stored: StoredFile = version or document
    _refuse_quarantined(stored)
    try:
        part = _part(request, stored)
    except Unsatisfiable:
        return HttpResponse(
            status=416, headers={"Content-Range": f"bytes */{stored.size}"}
        )
    file = _open(stored, part)
    noting.downloaded(
        document=document,
        version=stored.number,
        by=request.user,
        at=at,
        is_continued=_is_continued(part),
    )
    return Download(
        Slice(file, part or Part(0, stored.size)),
        as_attachment=True,
        filename=stored.file_name,
        content_type=stored.content_type,
        status=206 if part else 200,
        headers=_headers(stored, part),
    )


def _refuse_quarantined(stored: StoredFile) -> None:
    if not stored.is_readable:
        raise DomainError(str(WORDS[Scan(stored.scan)]))


def _part(request: PortalRequest, stored: StoredFile) -> Part | None:
    """Only GET knows parts (RFC 9110, 14.2)."""
    if request.method != "GET":
        return None
    return ranges.wanted(request.headers, size=stored.size, etag=_etag(stored))


def _is_continued(part: Part | None) -> bool:
    return part is not None and part.start > 0


def _open(stored: StoredFile, part: Part | None) -> File[Any]:
    """Open, and proven where reading begins. Raises DomainError.

    After this the answer has begun, and an error can only cut it short.
    """
    try:
        file = default_storage.open(stored.key)
        _prove(file, stored, start=part.start if part else 0)
    except (OSError, CryptoError) as error:
        log.exception("the file of a document could not be read")
        raise DomainError(
            _("This file cannot be read right now. Please try again in a few minutes.")
        ) from error
    return file


def _prove(file: File[Any], stored: StoredFile, *, start: int) -> None:
    try:
        if file.size != stored.size:
            raise DecryptionError("The stored file has another length.")
        file.seek(start)
        file.read(1)
    except BaseException:
        file.close()
        raise


def _headers(stored: StoredFile, part: Part | None) -> dict[str, str]:
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Length": str(part.length if part else stored.size),
        "Content-Security-Policy": "sandbox",
        "ETag": _etag(stored),
        "X-Content-Type-Options": "nosniff",
    }
    if part:
        headers["Content-Range"] = part.of(stored.size)
    return headers


def _etag(stored: StoredFile) -> str:
    """Strong: a document's bytes never change."""
    return f'"{stored.sha256}"'
