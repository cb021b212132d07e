"""What the firm asked of the platform. The provisioning worker does it and answers."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.keys import ScopedModel


class ExportState(models.TextChoices):
    """How far an export is."""

    WAITING = "waiting", _("Being made")
    READY = "ready", _("Ready")
    REMOVED = "removed", _("Removed")


class ExportQuerySet(models.QuerySet["Export"]):
    """Exports, by what can be done with them."""

    def waiting(self) -> Self:
        """Those that are being made."""
        return self.filter(state=ExportState.WAITING)

    def expired(self, at: datetime) -> Self:
        """Those whose file is to be removed."""
        return self.filter(state=ExportState.READY, expires_at__lte=at)

    def latest_first(self) -> Self:
        """By the time of the request."""
        return self.order_by("-requested_at", "-pk")


class Export(ScopedModel):
    """A copy of all that the firm has here, for its owners to download for a while."""

    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )  # null: the platform, on the firm's behalf
    requested_at = models.DateTimeField()
    state = models.CharField(
        max_length=16, choices=ExportState, default=ExportState.WAITING
    )
    size = models.PositiveBigIntegerField(default=0)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state=ExportState.WAITING),
                name="export_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ExportState.values), name="export_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ExportState.WAITING)
                | Q(finished_at__isnull=False, expires_at__isnull=False),
                name="export_made_has_end",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-requested_at", "-id"], name="export_requested"),
        ]

    def __str__(self) -> str:
        return f"export of {self.requested_at:%Y-%m-%d}"

    @property
    def key(self) -> str:
        """The name under which the file is stored."""
        return f"exports/{self.pk}.zip"

    @property
    def is_ready(self) -> bool:
        """Whether it can be downloaded."""
        return self.state == ExportState.READY

    @property
    def is_waiting(self) -> bool:
        """Whether it is being made."""
        return self.state == ExportState.WAITING


class ClosingState(models.TextChoices):
    """What came of the wish to close."""

    WAITING = "waiting", _("Being looked at")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class Closing(ScopedModel):
    """An owner wants the firm's portal to be closed, and erased after a while."""

    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    requested_at = models.DateTimeField()
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    state = models.CharField(
        max_length=16, choices=ClosingState, default=ClosingState.WAITING
    )
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state=ClosingState.WAITING),
                name="closing_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ClosingState.values), name="closing_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"closing asked on {self.requested_at:%Y-%m-%d}"

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered yet."""
        return self.state == ClosingState.WAITING
