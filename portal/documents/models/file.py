"""What is known of a stored file: the one that a document is, or the one it was."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.documents import file_types
from tenants.keys import ScopedModel


class Scan(models.TextChoices):
    """What the virus scanner said of a file.

    Without a scanner nothing is known: NOT_SCANNED is never shown as clean.
    """

    NOT_SCANNED = "not_scanned", _("Not scanned")
    WAITING = "waiting", _("Being checked")
    CLEAN = "clean", _("Checked for viruses")
    INFECTED = "infected", _("Refused: it holds a virus")
    TOO_LARGE = "too_large", _("Too large to be checked")


# What may be opened; all else is in quarantine.
READABLE = frozenset({Scan.NOT_SCANNED, Scan.CLEAN})


class StoredFile(ScopedModel):
    """The facts of one file. Its bytes are in Django's default storage under `key`,
    inside the firm's own prefix."""

    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)  # of the bytes, in hexadecimal
    pages = models.PositiveIntegerField(null=True)  # PDF only, counted by the worker
    number = models.PositiveIntegerField(default=1, db_default=1)  # of the version
    stored_as = models.UUIDField(null=True, editable=False)  # None: as its own key
    scan = models.CharField(
        max_length=16,
        choices=Scan,
        default=Scan.NOT_SCANNED,
        db_default=Scan.NOT_SCANNED.value,
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    # What makes a row the file that it is: moved as a whole when a version comes.
    FACTS: ClassVar[tuple[str, ...]] = (
        "file_name",
        "content_type",
        "size",
        "sha256",
        "pages",
        "number",
        "scan",
        "uploaded_by_id",
        "uploaded_at",
    )

    class Meta:
        abstract = True

    @property
    def key(self) -> str:
        """The name under which the bytes are stored. Says nothing, never reused."""
        return str(self.file)

    @property
    def file(self) -> UUID:
        """The stored file: the same of all rows that are made of these bytes."""
        return self.stored_as or self.pk

    @property
    def type_label(self) -> str:
        """The kind of file, as people call it."""
        return str(file_types.BY_CONTENT_TYPE[self.content_type].label)

    @property
    def is_pdf(self) -> bool:
        """Whether it has pages that can be counted."""
        return self.content_type == file_types.PDF.content_type

    @property
    def is_readable(self) -> bool:
        """Whether anybody may open it: not while it waits for the scanner."""
        return self.scan in READABLE
