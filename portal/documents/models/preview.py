"""The pages of a document as images: what one reads without having the file."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Coalesce

from portal.documents.models.document import Document
from tenants.keys import ScopedModel


class PreviewQuerySet(models.QuerySet["Preview"]):
    """Previews, by the file that they show."""

    def current(self) -> Self:
        """Those of what their document is now, and not of what it was."""
        return self.filter(file=Coalesce("document__stored_as", "document__id"))


class Preview(ScopedModel):
    """What came of drawing one file. Without images: it cannot be shown.

    There is one at the most; another file takes its place. It is not of the document's
    file (`file`) while a new version is being drawn, and shows nothing then.
    """

    document = models.OneToOneField(Document, models.CASCADE, related_name="preview")
    file = models.UUIDField()  # StoredFile.file
    pages = (
        models.PositiveIntegerField()
    )  # of the file; more than images when it is cut
    made_at = models.DateTimeField()

    objects = PreviewQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.document}, as images"


class PageImage(ScopedModel):
    """One page as a WebP image, in the default storage under its own key."""

    CONTENT_TYPE = "image/webp"

    preview = models.ForeignKey(Preview, models.CASCADE, related_name="images")
    number = models.PositiveIntegerField()  # 1, 2, 3...
    width = models.PositiveIntegerField()  # pixels
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()  # bytes

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["preview", "number"], name="page_image_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.preview}, page {self.number}"

    @property
    def key(self) -> str:
        """The name under which its bytes are stored."""
        return str(self.pk)
