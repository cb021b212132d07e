"""Anchors: what the head of a chain was, kept outside the database and written once.

Who holds the database can rewrite a log and all its seals. He cannot rewrite these: one
small object for each seal, `<chain>/<number>`, which is never written a second time.
"""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from tenants.audit.anchors.bucket import Bucket
from tenants.audit.anchors.folder import Folder


class Anchor(Protocol):
    """A place that takes each object once."""

    def write(self, chain: str, number: int, content: bytes) -> None:
        """Keep it for good. Raises FileExistsError when that number is taken."""

    def read(self, chain: str, number: int) -> bytes | None:
        """What was kept under this number; None when nothing was."""

    def numbers(self, chain: str) -> set[int]:
        """The numbers that were written."""


def here() -> Anchor:
    """The place that settings name. Raises ImproperlyConfigured."""
    address = settings.AUDIT_ANCHORS
    if address.scheme == "s3":
        return Bucket(address)
    if address.host or not address.path.startswith("/"):
        raise ImproperlyConfigured(
            "TABLINUM_AUDIT_ANCHORS must be file:///an/absolute/path."
        )
    return Folder(address.path)
