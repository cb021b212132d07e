"""The bytes of a file on their way into the storage."""

from __future__ import annotations

import logging

from django.core.files.storage import default_storage
from django.db.models import Sum
from django.utils.translation import gettext as _

from portal.documents.incoming import Incoming
from portal.documents.models import Document, Scan, Version
from tenants import limits
from tenants.crypto import CryptoError
from tenants.errors import DomainError

log = logging.getLogger(__name__)


def store(key: str, incoming: Incoming) -> None:
    """Encrypted, whole or not at all. Raises DomainError when nothing was kept."""
    try:
        default_storage.save(key, incoming.file)
    except (OSError, CryptoError) as error:
        log.exception("a file could not be stored")
        raise DomainError(
            _("This file cannot be kept right now. Please try again in a few minutes.")
        ) from error


def refuse_too_much(incoming: Incoming) -> None:
    """Raises DomainError when the firm's plan has no room for it. Two uploads at the
    same moment may both fit: the limit is not that sharp."""
    if limits.plan():
        limits.refuse_storage(taken(), incoming.file.size or 0)


def taken() -> int:
    """How many bytes the firm's documents take, with all that they were before."""
    kept = Version.objects.exclude(scan=Scan.INFECTED)
    versions = kept.aggregate(size=Sum("size", default=0))["size"]
    return int(Document.objects.size() + versions)
