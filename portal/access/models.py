"""The invitation: how a person without a password gets in for the first time."""

from __future__ import annotations

from datetime import datetime
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
