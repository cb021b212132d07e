"""What is to be told, the mails that tell it, and who is told of what in which mail.

Nothing here holds content: keys, names of kinds, and times.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from tenants.keys import ScopedModel


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """Announcements, by what is left to do about them."""

    def open(self) -> Self:
        """Not told to everybody yet, and not taken back."""
        return self.filter(ended_at=None)

    def due(self, at: datetime) -> Self:
        """Open, and the hold is over."""
        return self.open().filter(due_at__lte=at)

    def about(self, kind: str, subject: UUID) -> Self:
        """Those of one kind about one thing."""
        return self.filter(kind=kind, subject=subject)


class Announcement(ScopedModel):
    """Something that people are to be told, from the moment `due_at` on.

    A reminder has a `moment`, and is due so many days before it: in the morning of each
    reader, so it stays open until that morning has come for all of them.
    """

    kind = models.CharField(max_length=64)
    subject = models.UUIDField()
    place = models.UUIDField()
    moment = models.DateTimeField(null=True)
    days_before = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    is_withdrawn = models.BooleanField(default=False)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["kind", "subject", "days_before"],
                condition=Q(ended_at=None),
                name="announcement_one_open",
            ),
            models.CheckConstraint(
                condition=Q(is_withdrawn=False) | Q(ended_at__isnull=False),
                name="announcement_withdrawn_ended",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["place"],
                condition=Q(ended_at=None),
                name="announcement_open_in_place",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Outcome(models.TextChoices):
    """How it ended with a letter."""

    SENT = "sent"
    NOTHING = "nothing"  # nothing was left that its reader may see
    REFUSED = "refused"  # the reader's mail server will never take it


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters, by whether they are out."""

    def open(self) -> Self:
        """Still to be sent: news can be added."""
        return self.filter(ended_at=None)

    def sent(self) -> Self:
        """Those that went out."""
        return self.filter(outcome=Outcome.SENT)


class Letter(ScopedModel):
    """One mail to one person about all the news in one place.

    Only one is open at a time; after it went, the next one is due five minutes later at
    the earliest. Its key names the mail: a repeat carries the same Message-ID.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="letters"
    )
    place = models.UUIDField()
    template = models.CharField(max_length=100)
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["recipient", "place", "template"],
                condition=Q(ended_at=None),
                name="letter_one_open",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="")
                | Q(ended_at__isnull=False, outcome__in=Outcome.values),
                name="letter_end_has_outcome",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["place", "-ended_at"],
                condition=Q(outcome="sent"),
                name="letter_sent_about_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} to {self.recipient}"

    def end(self, outcome: Outcome, *, at: datetime) -> None:
        """It went out, or never will."""
        self.outcome, self.ended_at = outcome, at
        self.save(update_fields=["outcome", "ended_at"])


class Reason(models.TextChoices):
    """Why somebody was not told after all."""

    WITHDRAWN = "withdrawn"
    NOT_VISIBLE = "not_visible"  # the thing is gone, or this person lost sight of it


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices, by what became of them."""

    def standing(self) -> Self:
        """Those that were not dropped."""
        return self.filter(dropped_at=None)

    def unsent(self) -> Self:
        """Standing, in a letter that is not out."""
        return self.standing().filter(letter__ended_at=None)


class Notice(ScopedModel):
    """One person is told of one thing, once, in one letter."""

    announcement = models.ForeignKey(
        Announcement, models.CASCADE, related_name="notices"
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices"
    )
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="notices")
    made_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=16, choices=Reason, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["announcement", "recipient"], name="notice_once"
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None, why="")
                | Q(dropped_at__isnull=False, why__in=Reason.values),
                name="notice_drop_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.announcement} to {self.recipient}"
