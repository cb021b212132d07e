"""What operators ask of the firm, and what its people said. In the firm's schema.

The rows have the keys of their twins in `public` (provisioning.support.models). What
the firm's people decide is decided here; `public` only learns of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from tenants.keys import ScopedModel

DIGEST_BYTES = 32  # SHA-256


class Reach(models.TextChoices):
    """How far a visit goes."""

    SETTINGS = "settings", _("The settings")
    READING = "reading", _("Reading the desk")


class AccessState(models.TextChoices):
    """What came of the request."""

    REQUESTED = "requested", _("Waiting for your answer")
    GRANTED = "granted", _("Allowed")
    REFUSED = "refused", _("Refused")
    ENDED = "ended", _("Over")


class AccessQuerySet(models.QuerySet["SupportAccess"]):
    """Visits, by what they are good for."""

    def unanswered(self) -> Self:
        """Those that wait for an owner."""
        return self.filter(state=AccessState.REQUESTED)

    def in_force(self, at: datetime) -> Self:
        """Those by which an operator may be in the firm at this moment."""
        return self.filter(state=AccessState.GRANTED, until__gt=at)

    def latest_first(self) -> Self:
        """By the time of the request."""
        return self.order_by("-requested_at", "-pk")


class SupportAccess(ScopedModel):
    """An operator asks to be let in; an owner allows it for a while, or does not.

    `guest` is the account that the operator has here meanwhile. Of the one-time pass
    with which he comes in, only the digest is kept, until it is used.
    """

    operator_id = models.UUIDField()
    operator_name = models.CharField(max_length=150)
    reach = models.CharField(max_length=16, choices=Reach)
    reason = models.CharField(max_length=500)
    state = models.CharField(
        max_length=16, choices=AccessState, default=AccessState.REQUESTED
    )
    requested_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=150, blank=True)
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=150, blank=True)  # empty: time was up
    guest = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="support_access",
    )
    pass_digest = models.BinaryField(max_length=DIGEST_BYTES, null=True, unique=True)
    pass_expires_at = models.DateTimeField(null=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=AccessState.values), name="access_state_known"
            ),
            models.CheckConstraint(
                condition=Q(reach__in=Reach.values), name="access_reach_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=AccessState.GRANTED)
                | Q(
                    answered_at__isnull=False,
                    until__isnull=False,
                    until__gt=F("answered_at"),
                ),
                name="access_granted_has_end",
            ),
            models.CheckConstraint(
                condition=Q(pass_digest=None, pass_expires_at=None)
                | Q(
                    Exact(Length("pass_digest"), DIGEST_BYTES),
                    state=AccessState.GRANTED,
                    pass_digest__isnull=False,
                    pass_expires_at__isnull=False,
                ),
                name="access_pass_whole",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-requested_at"], name="access_requested"),
            models.Index(
                fields=["state"],
                condition=Q(state__in=(AccessState.REQUESTED, AccessState.GRANTED)),
                name="access_open",
            ),
        ]

    def __str__(self) -> str:
        return self.operator_name

    def is_in_force(self, at: datetime) -> bool:
        """Whether the operator may be here at this moment."""
        is_granted = self.state == AccessState.GRANTED
        return is_granted and self.until is not None and self.until > at


class NoticeState(models.TextChoices):
    """How far a recovery is, for the firm."""

    OPEN = "open", _("Can be stopped")
    STOPPED = "stopped", _("Stopped")
    CANCELLED = "cancelled", _("Withdrawn by the platform")
    DONE = "done", _("Carried out")


class NoticeQuerySet(models.QuerySet["RecoveryNotice"]):
    """Notices of a recovery."""

    def open(self) -> Self:
        """Those that the firm's people can still stop."""
        return self.filter(state=NoticeState.OPEN)


class RecoveryNotice(ScopedModel):
    """Two operators want to give the firm a new owner: everybody here is told."""

    owner_name = models.CharField(max_length=150)
    owner_email = models.EmailField(max_length=254)
    reason = models.CharField(max_length=500)
    requested_by_name = models.CharField(max_length=150)
    confirmed_by_name = models.CharField(max_length=150)
    announced_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(
        max_length=16, choices=NoticeState, default=NoticeState.OPEN
    )
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=150, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=NoticeState.values), name="notice_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=NoticeState.OPEN, ended_at=None)
                | Q(~Q(state=NoticeState.OPEN), ended_at__isnull=False),
                name="notice_closed_has_end",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("announced_at")), name="notice_leaves_time"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["state"],
                condition=Q(state=NoticeState.OPEN),
                name="notice_open",
            ),
        ]

    def __str__(self) -> str:
        return self.owner_name
