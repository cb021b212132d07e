"""Who of the clients sees a document, until when, and how."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case, Party
from tenants.accounts.models import User
from tenants.keys import ScopedModel


class ShareQuerySet(models.QuerySet["Share"]):
    """Shares, by whether they stand."""

    def standing(self, at: datetime) -> Self:
        """Those that have not expired."""
        return self.filter(_standing(at))

    def read_by(self, user: User, section: str, at: datetime) -> Self:
        """Those that stand and let this client, or his delegate, see the document, as
        far as he sees its case."""
        return self.filter(_standing(at), _meant_for(user, section))


class Share(ScopedModel):
    """Makes a document visible to the clients of its case, or to those chosen.

    With `is_for_all` also to clients who come into the case later. Once it has expired
    it lets nobody see anything; that it was there stays known.
    """

    document = models.OneToOneField(
        "portal_documents.Document", models.CASCADE, related_name="share"
    )
    is_for_all = models.BooleanField(default=True, db_default=True)
    may_download = models.BooleanField(
        _("The file itself may be downloaded"), default=True, db_default=True
    )
    expires_at = models.DateTimeField(null=True)
    sharing = models.ForeignKey(
        "portal_documents.Sharing", models.SET_NULL, null=True, related_name="shares"
    )
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    shared_at = models.DateTimeField()

    objects = ShareQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-shared_at"], name="share_shared_at"),
            models.Index(
                fields=["expires_at"],
                condition=models.Q(expires_at__isnull=False),
                name="share_expires",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, shared"

    @property
    def last_day(self) -> datetime | None:
        """A moment of the last day on which it is seen: it ends at midnight."""
        return self.expires_at - timedelta(minutes=1) if self.expires_at else None

    def has_expired(self, at: datetime) -> bool:
        """Whether its time is over."""
        return self.expires_at is not None and self.expires_at <= at


class Sharing(ScopedModel):
    """One press of a button that showed or hid several documents of a case.

    It is what people are told of, and what is taken back. `before` says, by the key of
    a document, on which terms it was shared until then; None when it was not.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    before = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.case}, {len(self.before)}"


class ShareRecipient(ScopedModel):
    """One client of the case for whom a share is meant, by his part in the case: who
    leaves the case loses it, and no merge of contacts gives it to somebody else."""

    share = models.ForeignKey(Share, models.CASCADE, related_name="recipients")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["share", "party"], name="share_recipient_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.share} with {self.party}"


def _standing(at: datetime) -> models.Q:
    return models.Q(expires_at=None) | models.Q(expires_at__gt=at)


def _meant_for(user: User, section: str) -> models.Q:
    chosen = ShareRecipient.objects.filter(
        share=models.OuterRef("pk"),
        party__in=Party.objects.read_by(user, section).values("pk"),
    )
    return models.Q(is_for_all=True) | models.Q(models.Exists(chosen))
