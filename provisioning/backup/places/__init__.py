"""Where backups lie: a place of their own, a folder or a bucket that speaks S3.

Not the storage of the documents: that one is never written twice under a name, and a
write that is killed may leave half a file there. Here a file is there whole or not at
all, and writing it again replaces it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from provisioning.backup.places.bucket import Bucket
from provisioning.backup.places.folder import Folder
from provisioning.backup.sealing import Readable


class Place(Protocol):
    """Files under names like `<firm>/rows/<backup>`."""

    def write(self, name: str, parts: Iterable[bytes]) -> None:
        """Write a file, whole or not at all; replaces one of the same name."""

    def open(self, name: str) -> AbstractContextManager[Readable]:
        """Read a file from its beginning. Raises FileNotFoundError."""

    def names(self, folder: str) -> set[str]:
        """All files below a folder, with the folder in their names."""

    def remove(self, name: str) -> None:
        """Remove a file; nothing happens when there is none."""


def here() -> Place:
    """The place that settings name. Raises ImproperlyConfigured."""
    address = settings.BACKUPS
    if address.scheme == "s3":
        return Bucket(address)
    if address.host or not address.path.startswith("/"):
        raise ImproperlyConfigured("TABLINUM_BACKUPS must be file:///an/absolute/path.")
    return Folder(address.path)
