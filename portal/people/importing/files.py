"""The file of an import, encrypted in the firm's own part of the storage."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from portal.people.models import ContactImport
from tenants import crypto
from tenants.errors import DomainError

PURPOSE = "contact-import"


def keep(job: ContactImport, data: bytes) -> None:
    """Store the bytes."""
    sealed = crypto.encrypt(PURPOSE, data, aad=job.pk.bytes)
    default_storage.save(job.key, ContentFile(sealed, name=job.key))


def load(job: ContactImport) -> bytes:
    """The bytes as they came. Raises DomainError when they are gone."""
    try:
        with default_storage.open(job.key) as file:
            sealed = file.read()
    except FileNotFoundError:
        raise DomainError(_("The file is no longer here. Choose it again.")) from None
    return crypto.decrypt(PURPOSE, sealed, aad=job.pk.bytes)


def remove(job: ContactImport) -> None:
    """Delete them; nothing happens when they are gone."""
    default_storage.delete(job.key)
