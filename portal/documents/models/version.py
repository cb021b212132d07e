"""What a document was before."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from portal.documents.models.document import Document
from portal.documents.models.file import StoredFile


class Version(StoredFile):
    """A file that a document was until a newer one came. The newest one is the
    document itself; one that is restored becomes a new version, of the same bytes."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["document", "number"], name="version_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, version {self.number}"
