"""The invitation: how a person without a password gets in for the first time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from portal.access import invitation_codes
from tenants import crypto
from tenants.keys import ScopedModel

COUNTED_FOR = timedelta(hours=1)  # for how long a link counts against its limits
DIGEST_BYTES = 32  # SHA-256


class Kind(models.TextChoices):
    """How the token reaches the person."""

    MAIL = "mail", _("By mail")
    HANDOVER = "handover", _("From the sign-up page")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, by what can still be done with them."""

    def unused(self) -> Self:
        """Neither redeemed nor revoked; perhaps expired."""
        return self.filter(redeemed_at=None, revoked_at=None)

    def open(self, at: datetime) -> Self:
        """Those that can be redeemed at this moment."""
        return self.unused().filter(expires_at__gt=at)


class Invitation(ScopedModel):
    """One chance for one person to set a password. Only the token's digest is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations"
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.MAIL)
    token_digest = models.BinaryField(max_length=DIGEST_BYTES, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    # For another device: six digits, asked for together with the address.
    code_digest = models.BinaryField(max_length=DIGEST_BYTES, null=True)
    code_failures = models.PositiveSmallIntegerField(default=0, db_default=0)
    opened_at = models.DateTimeField(null=True)  # the page was read; not yet redeemed
    redeemed_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=Q(redeemed_at=None, revoked_at=None),
                name="invitation_one_unused",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="invitation_kind_known"
            ),
            models.CheckConstraint(
                condition=Exact(Length("token_digest"), DIGEST_BYTES),
                name="invitation_digest_whole",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="invitation_expires_later",
            ),
            models.CheckConstraint(
                condition=Q(redeemed_at=None) | Q(revoked_at=None),
                name="invitation_one_end",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "-created_at"], name="invitation_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.kind})"

    @property
    def token(self) -> str:
        """The secret of the link in the mail: computed again, never stored."""
        return crypto.token("invitation", str(self.pk))

    @property
    def code(self) -> str:
        """The digits in the mail, for another device: computed again, never stored."""
        return invitation_codes.code_of(self.pk)


class Purpose(models.TextChoices):
    """What a link of one use stands for."""

    PASSWORD = "password", _("A new password")
    SIGN_IN = "sign_in", _("Signing in")


class OneTimeLinkQuerySet(models.QuerySet["OneTimeLink"]):
    """Links, by what can still be done with them."""

    def open(self, at: datetime) -> Self:
        """Those that can be used at this moment."""
        return self.filter(used_at=None, expires_at__gt=at)

    def counted(self, at: datetime) -> Self:
        """Those of the last hour, for the limits."""
        return self.filter(created_at__gt=at - COUNTED_FOR)

    def over(self, at: datetime) -> Self:
        """Those that neither work nor count any more."""
        return self.filter(expires_at__lte=at, created_at__lte=at - COUNTED_FOR)


class OneTimeLink(ScopedModel):
    """What somebody asked to be sent who does not get in. Only a digest is kept.

    There is a row without a user where nobody is to get a mail, so that asking costs
    the same work whether an account exists or not.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )
    purpose = models.CharField(max_length=8, choices=Purpose)
    token_digest = models.BinaryField(max_length=DIGEST_BYTES, unique=True)
    network = models.GenericIPAddressField(null=True)  # who asked, for the limits
    code_tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = OneTimeLinkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="one_time_purpose_known"
            ),
            models.CheckConstraint(
                condition=Exact(Length("token_digest"), DIGEST_BYTES),
                name="one_time_digest_whole",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="one_time_expires_later",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["created_at"], name="one_time_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.purpose})"

    @property
    def token(self) -> str:
        """The secret of the link in the mail: computed again, never stored."""
        return crypto.token("one-time-link", str(self.pk))

    @property
    def code(self) -> str:
        """The six digits in the mail, from a key of their own."""
        secret = crypto.digest(crypto.token("one-time-code", str(self.pk)))
        return f"{int.from_bytes(secret) % 1_000_000:06d}"
