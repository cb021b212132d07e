"""Documents of a case, and which of them its clients see."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cases.models import SEE_NO_DOCUMENTS, Case
from portal.documents import file_types
from portal.policy.models import Section
from tenants.accounts.models import User
from tenants.keys import ScopedModel


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents, by who may see them."""

    def visible_to(self, user: User) -> Self:
        """Staff: all of the cases they see, but the bookkeeper none. A client: what is
        shared in his cases, where these show documents."""
        if user.is_client:
            cases = Case.objects.open_to(user, Section.DOCUMENTS)
            return self.shared().filter(case__in=cases)
        if user.role in SEE_NO_DOCUMENTS:
            return self.none()
        return self.filter(case__in=Case.objects.visible_to(user))

    def shared(self) -> Self:
        """Those that the clients of their case see."""
        return self.filter(share__isnull=False)

    def latest_first(self) -> Self:
        """By the time of their upload."""
        return self.order_by("-uploaded_at", "-pk")

    def latest_shared_first(self) -> Self:
        """By the time when they were shared."""
        return self.order_by("-share__shared_at", "-pk")

    def size(self) -> int:
        """How many bytes they take together."""
        return self.aggregate(size=models.Sum("size"))["size"] or 0

    def with_rows(self) -> Self:
        """Fetch what a row of a list shows."""
        return self.select_related("case", "uploaded_by", "share", "share__shared_by")


class Document(ScopedModel):
    """A file of a case. Internal until it is shared.

    The bytes are in Django's default storage under `key`, inside the firm's own prefix.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    title = models.CharField(_("Title"), max_length=200)
    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)  # of the bytes, in hexadecimal
    pages = models.PositiveIntegerField(null=True)  # PDF only, counted by the worker
    submission = models.UUIDField(unique=True)  # one for each file of a form sent once
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(size__gt=0), name="document_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="document_sha256_hexadecimal",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "-uploaded_at", "-id"], name="document_case"),
            models.Index(fields=["-uploaded_at", "-id"], name="document_uploaded"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """The name under which the bytes are stored. Says nothing, never reused."""
        return str(self.pk)

    @property
    def type_label(self) -> str:
        """The kind of file, as people call it."""
        return str(file_types.BY_CONTENT_TYPE[self.content_type].label)

    @property
    def is_pdf(self) -> bool:
        """Whether it has pages that can be counted."""
        return self.content_type == file_types.PDF.content_type

    @property
    def is_shared(self) -> bool:
        """Whether the clients of its case see it."""
        return hasattr(self, "share")

    @property
    def shared_at(self) -> datetime | None:
        """Since when the clients see it."""
        return self.share.shared_at if self.is_shared else None

    @property
    def shared_by(self) -> User | None:
        """Who showed it to the clients."""
        return self.share.shared_by if self.is_shared else None


class Share(ScopedModel):
    """Makes a document visible to the clients of its case."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="share")
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    shared_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-shared_at"], name="share_shared_at"),
        ]

    def __str__(self) -> str:
        return f"{self.document}, shared"
