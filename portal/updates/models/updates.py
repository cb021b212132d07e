"""What the firm writes about a case: for itself, or for the case's clients too."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission, allowed
from portal.cases.models import Case
from portal.documents.models import Document
from portal.policy.models import Section
from portal.ui import markdown
from tenants.accounts.models import User
from tenants.keys import ScopedModel

# How long an update can be taken back before any client sees it or is told.
HOLD = timedelta(minutes=10)
LONGEST = 20_000  # characters
LONGEST_TITLE = 120
HEADING, EXCERPT = 80, 160  # characters of what a list shows


class UpdateQuerySet(models.QuerySet["Update"]):
    """Updates, by who sees them."""

    def visible_to(self, user: User, at: datetime) -> Self:
        """Staff who work with updates: all that stand in the cases they see. A client:
        what is shared in his cases, once the hold is over."""
        if user.is_client:
            cases = Case.objects.open_to(user, Section.CASES)
            return self.shown(at).filter(case__in=cases)
        if not allowed(user.role, Permission.UPDATE_VIEW):
            return self.none()
        return self.standing().filter(case__in=Case.objects.visible_to(user))

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)

    def shared(self) -> Self:
        """Those that clients see, or will when the hold is over."""
        return self.standing().filter(shared_at__isnull=False)

    def shown(self, at: datetime) -> Self:
        """Those that clients see at this moment."""
        return self.shared().filter(shared_at__lte=at - HOLD)

    def latest_first(self) -> Self:
        """By the time of writing."""
        return self.order_by("-at", "-pk")

    def latest_shared_first(self) -> Self:
        """By the time when they were shared."""
        return self.order_by("-shared_at", "-pk")

    def with_attachments(self, user: User) -> Self:
        """Fetch the documents that this person may open, as `update.papers`: two
        queries more. A client has those that are shared with him, staff all."""
        papers = Document.objects.visible_to(user).select_related("share")
        found = UpdateAttachment.objects.filter(document__in=papers)
        rows = found.select_related("document", "document__share")
        ordered = rows.order_by("document__title", "pk")
        return self.prefetch_related(
            models.Prefetch("attachments", ordered, to_attr="papers")
        )


class Update(ScopedModel):
    """An entry of a case, as Markdown. Internal while `shared_at` is empty."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="updates")
    title = models.CharField(
        _("Title"), max_length=LONGEST_TITLE, blank=True, default="", db_default=""
    )
    body = models.TextField(_("Text"), max_length=LONGEST)
    at = models.DateTimeField(editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )
    shared_at = models.DateTimeField(null=True, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    taken_back_at = models.DateTimeField(null=True, editable=False)

    objects = UpdateQuerySet.as_manager()
    papers: list[UpdateAttachment]  # only after with_attachments()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(body=""), name="update_has_text"
            ),
            models.CheckConstraint(
                condition=models.Q(edited_at=None) | models.Q(edited_by__isnull=False),
                name="update_edited_by_somebody",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["case", "-at", "-id"],
                condition=models.Q(taken_back_at=None),
                name="update_standing",
            ),
            models.Index(
                fields=["case", "-shared_at", "-id"],
                condition=models.Q(taken_back_at=None, shared_at__isnull=False),
                name="update_shared",
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """Its title, or its first words."""
        return self.title or markdown.beginning(self.body, HEADING)

    @property
    def excerpt(self) -> str:
        """What a list says of it below the heading, as plain text."""
        return markdown.beginning(self.body, EXCERPT) if self.title else ""

    @property
    def is_shared(self) -> bool:
        """Whether clients see it, or will."""
        return self.shared_at is not None

    @property
    def shown_at(self) -> datetime | None:
        """When clients see it, and are told; None for an internal one."""
        return self.shared_at + HOLD if self.shared_at else None

    @property
    def is_held(self) -> bool:
        """Whether no client has seen it yet, though it is shared."""
        return self.can_be_taken_back(timezone.now())

    @property
    def changed_at(self) -> datetime | None:
        """When it was changed after clients could see it, else None."""
        seen, edited = self.shown_at, self.edited_at
        return edited if seen and edited and edited >= seen else None

    def can_be_taken_back(self, at: datetime) -> bool:
        """Whether it is shared, and no client has seen it."""
        shown_at = self.shown_at
        return self.taken_back_at is None and shown_at is not None and at < shown_at


class UpdateVersion(ScopedModel):
    """What an update said before it was changed: who wrote that, and when."""

    update = models.ForeignKey(Update, models.CASCADE, related_name="versions")
    title = models.CharField(max_length=LONGEST_TITLE, default="", db_default="")
    body = models.TextField(max_length=LONGEST)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["update", "-at", "-id"], name="update_versions"),
        ]

    def __str__(self) -> str:
        return f"{self.update_id}, {self.at}"


class UpdateAttachment(ScopedModel):
    """A document of the same case that an update points to. It shares nothing."""

    update = models.ForeignKey(Update, models.CASCADE, related_name="attachments")
    document = models.ForeignKey(Document, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["update", "document"], name="update_attached_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)
