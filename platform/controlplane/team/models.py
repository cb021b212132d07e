"""The one-time link with which an operator sets a password."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from tenants import crypto
from tenants.keys import ScopedModel

DIGEST_BYTES = 32  # SHA-256
VALIDITY = timedelta(days=7)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, by what can still be done with them."""

    def unused(self) -> Self:
        """Neither redeemed nor revoked; perhaps expired."""
        return self.filter(redeemed_at=None, revoked_at=None)

    def open(self, at: datetime) -> Self:
        """Those that can be redeemed at this moment."""
        return self.unused().filter(expires_at__gt=at)


class Invitation(ScopedModel):
    """One chance for one operator to set a password. Only the token's digest is kept.

    `created_by` is null when it was made at the console of a server.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="operator_invitations"
    )
    token_digest = models.BinaryField(max_length=DIGEST_BYTES, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    redeemed_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(redeemed_at=None, revoked_at=None),
                name="operator_invitation_one_unused",
            ),
            models.CheckConstraint(
                condition=Exact(Length("token_digest"), DIGEST_BYTES),
                name="operator_invitation_digest_whole",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="operator_invitation_expires_later",
            ),
            models.CheckConstraint(
                condition=Q(redeemed_at=None) | Q(revoked_at=None),
                name="operator_invitation_one_end",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def token(self) -> str:
        """The secret of the link: computed again in `public()`, never stored."""
        return crypto.token("operator-invitation", str(self.pk))
