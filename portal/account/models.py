"""A change of the address somebody signs in with, and the way back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from tenants import crypto
from tenants.keys import ScopedModel

DIGEST_BYTES = 32  # SHA-256
CONFIRM_WITHIN = timedelta(hours=24)
UNDO_WITHIN = timedelta(days=7)


class EmailChangeQuerySet(models.QuerySet["EmailChange"]):
    """Changes, by what can still be done with them."""

    def waiting(self) -> Self:
        """Neither confirmed nor given up; perhaps expired."""
        return self.filter(confirmed_at=None, ended_at=None)

    def open(self, at: datetime) -> Self:
        """Those that the new address can confirm at this moment."""
        return self.waiting().filter(created_at__gt=at - CONFIRM_WITHIN)

    def undoable(self, at: datetime) -> Self:
        """Those that the old address can undo at this moment."""
        return self.filter(ended_at=None, confirmed_at__gt=at - UNDO_WITHIN)


class EmailChange(ScopedModel):
    """One wish for another address. Only the digests of its two links are kept.

    It ends when another one takes its place, or when it is undone.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="email_changes"
    )
    old_email = models.EmailField(max_length=254)
    new_email = models.EmailField(max_length=254)
    confirm_digest = models.BinaryField(max_length=DIGEST_BYTES, unique=True)
    undo_digest = models.BinaryField(max_length=DIGEST_BYTES, unique=True)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = EmailChangeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(confirmed_at=None, ended_at=None),
                name="email_change_one_waiting",
            ),
            models.CheckConstraint(
                condition=Exact(Length("confirm_digest"), DIGEST_BYTES)
                & Exact(Length("undo_digest"), DIGEST_BYTES),
                name="email_change_digests_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def confirm_token(self) -> str:
        """The secret of the link to the new address: computed, never stored."""
        return crypto.token("email-change", str(self.pk))

    @property
    def undo_token(self) -> str:
        """The secret of the link to the old address: computed, never stored."""
        return crypto.token("email-undo", str(self.pk))

    @property
    def confirm_until(self) -> datetime:
        """When the link to the new address stops working."""
        return self.created_at + CONFIRM_WITHIN

    @property
    def undo_until(self) -> datetime:
        """When the link to the old address stops working, once it was confirmed."""
        return (self.confirmed_at or self.created_at) + UNDO_WITHIN
