"""What a person may ask of the firm by the GDPR, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.keys import ScopedModel


class CopyState(models.TextChoices):
    """How far a copy is."""

    WAITING = "waiting", _("Being made")
    READY = "ready", _("Ready")
    REMOVED = "removed", _("Removed")


class PersonalCopyQuerySet(models.QuerySet["PersonalCopy"]):
    """Copies, by what can be done with them."""

    def expired(self, at: datetime) -> Self:
        """Those whose file is to be removed."""
        return self.filter(state=CopyState.READY, expires_at__lte=at)

    def latest_first(self) -> Self:
        """By the time of the request."""
        return self.order_by("-requested_at", "-pk")


class PersonalCopy(ScopedModel):
    """All that is held about a contact, in one file (GDPR, articles 15 and 20)."""

    contact = models.ForeignKey(
        "portal_people.Contact", models.CASCADE, related_name="copies"
    )
    state = models.CharField(
        max_length=16, choices=CopyState, default=CopyState.WAITING
    )
    size = models.PositiveBigIntegerField(default=0)  # bytes
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    requested_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    objects = PersonalCopyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=CopyState.values), name="copy_state_known"
            ),
            models.UniqueConstraint(
                fields=["contact"],
                condition=Q(state=CopyState.WAITING),
                name="copy_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"copy of {self.requested_at:%Y-%m-%d}"

    @property
    def key(self) -> str:
        """The name under which the file is stored."""
        return str(self.pk)

    @property
    def is_ready(self) -> bool:
        """Whether it can be downloaded."""
        return self.state == CopyState.READY

    @property
    def is_waiting(self) -> bool:
        """Whether it is being made."""
        return self.state == CopyState.WAITING


class Basis(models.TextChoices):
    """Why a contact is erased."""

    ASKED = "asked", _("The person asked for it (GDPR, article 17)")
    KEPT_LONG_ENOUGH = "kept", _("It need not be kept any more")
    MISTAKE = "mistake", _("It should never have been here")


class Outcome(models.TextChoices):
    """What became of the contact."""

    DELETED = "deleted", _("Deleted")
    ANONYMISED = "anonymised", _("Made anonymous")


class ContactErasure(ScopedModel):
    """The record of an erasure. It names nobody who was erased: only the key is left,
    which leads to nothing."""

    contact = models.UUIDField(unique=True)
    basis = models.CharField(max_length=16, choices=Basis)
    outcome = models.CharField(max_length=16, choices=Outcome)
    counts = models.JSONField(default=dict)  # how much of what there was
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    erased_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(basis__in=Basis.values), name="erasure_basis_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="erasure_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.contact}"
