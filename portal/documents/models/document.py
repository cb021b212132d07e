"""Documents of a case, and which of them its clients see."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.cases.models import SEE_NO_DOCUMENTS, Case
from portal.documents.models.file import READABLE, Scan, StoredFile
from portal.documents.models.folder import Folder
from portal.documents.models.share import Share
from portal.people import finding
from portal.policy.models import Section
from tenants.accounts.models import User

KEPT_IN_TRASH = timedelta(days=30)


class DocumentKind(models.TextChoices):
    """What a document is in a lawyer's hands; said by people, never guessed."""

    LETTER = "letter", _("Letter")
    CONTRACT = "contract", _("Contract")
    PLEADING = "pleading", _("Pleading")
    JUDGMENT = "judgment", _("Judgment")
    DEED = "deed", _("Deed")
    EVIDENCE = "evidence", _("Evidence")
    REPORT = "report", _("Report")
    IDENTITY = "identity", _("Identity document")
    FINANCIAL = "financial", _("Financial document")
    OTHER = "other", _("Other")


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents, by who may see them."""

    def visible_to(self, user: User) -> Self:
        """Staff: all of the cases they see, but the bookkeeper none. A client: what is
        shared with him in his cases, where these show documents, until the share
        expires, and nothing that waits for the scanner. What is in the trash nobody."""
        if user.is_client:
            return self._of_client(user)
        if user.role in SEE_NO_DOCUMENTS:
            return self.none()
        return self.live().filter(case__in=Case.objects.visible_to(user))

    def live(self) -> Self:
        """Those that are not in the trash."""
        return self.filter(deleted_at=None)

    def trashed(self) -> Self:
        """Those that are in the trash."""
        return self.exclude(deleted_at=None)

    def in_trash_of(self, user: User) -> Self:
        """What lies in the trash of the cases that this member of staff sees."""
        if user.is_client or user.role in SEE_NO_DOCUMENTS:
            return self.none()
        return self.trashed().filter(case__in=Case.objects.visible_to(user))

    def readable(self) -> Self:
        """Those that may be opened: not in quarantine."""
        return self.filter(scan__in=READABLE)

    def kept(self) -> Self:
        """Those that have bytes: what held a virus has none any more."""
        return self.exclude(scan=Scan.INFECTED)

    def shared(self) -> Self:
        """Those that clients of their case see now."""
        standing = Share.objects.standing(timezone.now())
        return self.live().readable().filter(share__in=standing)

    def not_shared(self) -> Self:
        """Those that no client sees now."""
        return self.exclude(pk__in=self.shared().values("pk"))

    def matching(self, words: str) -> Self:
        """Those whose title, file name, kind or folder hold each of the words; of a
        word that none of them holds, those that hold one much like it."""
        found = self
        for word in finding.words(words):
            held = finding.holding(word)
            if finding.guesses(word):
                is_nowhere = models.Q(~models.Exists(self.filter(held)))
                held |= is_nowhere & finding.sounding(word)
            found = found.filter(held)
        return found

    def downloadable(self) -> Self:
        """Of those that a client sees: those whose file he may have."""
        return self.filter(share__may_download=True)

    def latest_first(self) -> Self:
        """By the time of their upload."""
        return self.order_by("-uploaded_at", "-pk")

    def latest_shared_first(self) -> Self:
        """By the time when they were shared."""
        return self.order_by("-share__shared_at", "-pk")

    def size(self) -> int:
        """How many bytes they take together."""
        return self.kept().aggregate(size=models.Sum("size"))["size"] or 0

    def with_rows(self) -> Self:
        """Fetch what a row of a list shows."""
        return self.select_related(
            "case", "folder", "uploaded_by", "share", "share__shared_by"
        )

    def _of_client(self, user: User) -> Self:
        now = timezone.now()
        shares = Share.objects.read_by(user, Section.DOCUMENTS, now)
        cases = Case.objects.open_to(user, Section.DOCUMENTS)
        return self.live().readable().filter(share__in=shares, case__in=cases)


class Document(StoredFile):
    """A file of a case, in its newest version. Internal until it is shared."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    folder = models.ForeignKey(
        Folder, models.SET_NULL, null=True, blank=True, related_name="documents"
    )
    title = models.CharField(_("Title"), max_length=200)
    kind = models.CharField(
        _("Kind"),
        max_length=16,
        choices=DocumentKind,
        blank=True,
        default="",
        db_default="",
    )
    date = models.DateField(_("Date"), null=True, blank=True)
    notes = models.TextField(_("Internal notes"), blank=True, default="", db_default="")
    search_text = models.TextField(default="", db_default="", editable=False)
    submission = models.UUIDField(unique=True)  # one for each file of a form sent once
    deleted_at = models.DateTimeField(null=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

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
            models.Index(fields=["case", "sha256"], name="document_twins"),
            GinIndex(
                fields=["search_text"],
                opclasses=["gin_trgm_ops"],
                name="document_search",
            ),
            models.Index(
                fields=["deleted_at"],
                condition=models.Q(deleted_at__isnull=False),
                name="document_trash",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def gone_at(self) -> datetime | None:
        """When it leaves the trash for good."""
        return self.deleted_at + KEPT_IN_TRASH if self.deleted_at else None

    @property
    def is_shared(self) -> bool:
        """Whether clients of its case see it now."""
        return hasattr(self, "share") and not self.share.has_expired(timezone.now())

    @property
    def has_expired(self) -> bool:
        """Whether clients saw it until a day that is over."""
        return hasattr(self, "share") and self.share.has_expired(timezone.now())

    @property
    def shared_at(self) -> datetime | None:
        """Since when the clients see it."""
        return self.share.shared_at if self.is_shared else None

    @property
    def shared_by(self) -> User | None:
        """Who showed it to the clients."""
        return self.share.shared_by if self.is_shared else None
