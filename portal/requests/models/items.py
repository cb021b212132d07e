"""The items of a request, and each file that came for one."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.documents.models import Document
from portal.requests.models.request import Request
from tenants.keys import ScopedModel


class ItemState(models.TextChoices):
    """How far one item is, as the client reads it."""

    OPEN = "open", _("To send")
    UPLOADED = "uploaded", _("Being checked")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Please send again")


class Item(ScopedModel):
    """One thing that is asked for."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    hint = models.CharField(max_length=300, blank=True, default="", db_default="")
    state = models.CharField(
        max_length=16,
        choices=ItemState,
        default=ItemState.OPEN,
        db_default=ItemState.OPEN.value,
    )
    reason = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request", "position"], name="request_item_place"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_wanted(self) -> bool:
        """Whether something is to be sent."""
        return self.state in (ItemState.OPEN, ItemState.REJECTED)

    @property
    def takes_files(self) -> bool:
        """Whether files can still be added: not once it is accepted."""
        return self.state != ItemState.ACCEPTED


class Submission(ScopedModel):
    """A file as it was received. What it was stays known when a photograph is turned
    into another format, and when the document goes."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="submissions")
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, related_name="submissions"
    )
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True)  # rejected with its item
    is_refused = models.BooleanField(default=False, db_default=False)  # held a virus

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document"], name="submission_once"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def counts(self) -> bool:
        """Whether it is an answer that stands."""
        return self.set_aside_at is None and not self.is_refused
