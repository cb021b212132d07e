"""Which backups there are, and whether they could be restored. In `public`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.keys import ScopedModel
from tenants.models import Firm


class BackupState(models.TextChoices):
    """How far a backup is."""

    RUNNING = "running", _("Being made")
    DONE = "done", _("Kept")
    FAILED = "failed", _("Failed")
    REMOVED = "removed", _("Removed")


class Backup(ScopedModel):
    """One firm's rows and files at one moment, encrypted with the firm's key."""

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="backups")
    state = models.CharField(
        max_length=16, choices=BackupState, default=BackupState.RUNNING
    )
    name = models.CharField(max_length=200, blank=True)  # where it lies
    release = models.CharField(max_length=64, blank=True)
    fingerprint = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes, with the objects
    rows = models.PositiveBigIntegerField(default=0)
    objects_count = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=BackupState.values), name="backup_state_known"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["firm", "-started_at"], name="backup_of_firm"),
            models.Index(fields=["state", "-started_at"], name="backup_state"),
        ]

    def __str__(self) -> str:
        return f"{self.firm_id} {self.started_at:%Y-%m-%d %H:%M}"


class DrillState(models.TextChoices):
    """What came of a drill."""

    RUNNING = "running", _("Running")
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Failed")


class Drill(ScopedModel):
    """A backup restored aside and compared, to know that it can be."""

    backup = models.ForeignKey(Backup, models.CASCADE, related_name="drills")
    state = models.CharField(
        max_length=16, choices=DrillState, default=DrillState.RUNNING
    )
    report = models.JSONField(default=dict)  # {"problems": [...], "tables": n, ...}
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=DrillState.values), name="drill_state_known"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-started_at"], name="drill_started"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.started_at:%Y-%m-%d %H:%M}"
