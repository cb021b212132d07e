"""One migration of the whole fleet, and where each firm is in it. In `public`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.keys import ScopedModel
from tenants.models import Firm


class RolloutState(models.TextChoices):
    """How far a rollout is. A stopped one goes on with the next `migrate_fleet`."""

    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class Rollout(ScopedModel):
    """The migrations of one release, for every firm that needs them."""

    release = models.CharField(max_length=64)
    state = models.CharField(
        max_length=16, choices=RolloutState, default=RolloutState.RUNNING
    )
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["release"],
                condition=Q(state=RolloutState.RUNNING),
                name="rollout_one_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RolloutState.values), name="rollout_state_known"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-started_at"], name="rollout_started"),
        ]

    def __str__(self) -> str:
        return self.release[:12]


class FirmRolloutState(models.TextChoices):
    """Where one firm is."""

    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class FirmRollout(ScopedModel):
    """One firm's part of a rollout."""

    rollout = models.ForeignKey(Rollout, models.CASCADE, related_name="firms")
    firm = models.ForeignKey(Firm, models.CASCADE, related_name="rollouts")
    wave = models.PositiveSmallIntegerField(default=0)  # 0 is the canary
    state = models.CharField(
        max_length=16, choices=FirmRolloutState, default=FirmRolloutState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    milliseconds = models.PositiveIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["rollout", "firm"], name="firm_rollout_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=FirmRolloutState.values),
                name="firm_rollout_state_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["rollout", "state", "wave"], name="firm_rollout_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rollout} of {self.firm_id}"
