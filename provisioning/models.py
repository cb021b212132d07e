"""What is being made for a firm, and how far it got. All of it lives in `public`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.keys import ScopedModel
from tenants.models import Firm

# A driver holds its run's lock while a step runs. A run that is free for longer than
# this, and still says "running", has lost its driver.
SECONDS_UNTIL_LOST = 5


class RunKind(models.TextChoices):
    """What a run is for."""

    PROVISIONING = "provisioning", _("Setting up")
    SUSPENSION = "suspension", _("Suspending")
    RESUMPTION = "resumption", _("Resuming")
    CLOSING = "closing", _("Closing")
    REOPENING = "reopening", _("Reopening")
    ERASURE = "erasure", _("Erasing")
    BACKUP = "backup", _("Backing up")
    RESTORE = "restore", _("Restoring")
    EXPORT = "export", _("Exporting")
    RECOVERY = "recovery", _("Recovering access")


class RunState(models.TextChoices):
    """How far a run is. A failed one is tried again while it has a due time."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being done")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


FINISHED = (RunState.DONE, RunState.UNDONE)


class RunQuerySet(models.QuerySet["Run"]):
    """Runs, by what is left to do."""

    def unfinished(self) -> Self:
        """Those that are still on their way, or stuck there."""
        return self.exclude(state__in=FINISHED)

    def due(self, at: datetime) -> Self:
        """Those that a driver should take up now."""
        lost = at - timedelta(seconds=SECONDS_UNTIL_LOST)
        under_way = Q(state__in=(RunState.RUNNING, RunState.UNDOING))
        return self.unfinished().filter(
            Q(~under_way, due_at__lte=at) | Q(under_way, due_at__lte=lost)
        )

    def with_steps(self) -> Self:
        """Fetch the firm, and the steps in their order, too."""
        return self.select_related("firm__plan").prefetch_related(steps_in_order())


class Run(ScopedModel):
    """One step in a firm's life: the order, why, and what came of it.

    `parameters` holds keys and plain values that the steps of this kind need.
    """

    firm = models.ForeignKey(Firm, models.PROTECT, related_name="runs")
    kind = models.CharField(
        max_length=16, choices=RunKind, default=RunKind.PROVISIONING
    )
    state = models.CharField(max_length=16, choices=RunState, default=RunState.WAITING)
    parameters = models.JSONField(default=dict)
    owner_name = models.CharField(_("Owner's name"), max_length=150, blank=True)
    owner_email = models.EmailField(
        _("Owner's e-mail address"), max_length=254, blank=True
    )
    owner_language = models.CharField(
        max_length=5, choices=settings.LANGUAGES, default="nl"
    )
    requested_by = models.CharField(max_length=150)
    requested_by_id = models.UUIDField(null=True)  # an operator; null: firm or system
    reason = models.CharField(_("Reason"), max_length=500, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)  # how often a driver took it up
    due_at = models.DateTimeField(null=True)  # null: done, or given up
    error = models.TextField(blank=True)

    objects: ClassVar[RunQuerySet] = RunQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["firm"],
                condition=~Q(state__in=FINISHED),
                name="run_one_unfinished",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RunState.values), name="run_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RunKind.values), name="run_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=FINISHED, finished_at__isnull=False, due_at=None)
                | Q(~Q(state__in=FINISHED), finished_at=None),
                name="run_finished_has_end",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["due_at"], condition=~Q(state__in=FINISHED), name="run_due"
            ),
            models.Index(fields=["firm", "-created_at"], name="run_of_firm"),
            models.Index(fields=["-created_at"], name="run_created"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.firm_id}"

    @property
    def is_given_up(self) -> bool:
        """Whether it failed so often that a person must look."""
        return self.finished_at is None and self.due_at is None


class StepState(models.TextChoices):
    """How far a step is. A step that was undone waits again."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being done")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class StepRecord(ScopedModel):
    """How far one step of a run is. What it does is found by name in the registry."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=32)
    state = models.CharField(
        max_length=16, choices=StepState, default=StepState.WAITING
    )
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)  # how often it was begun
    error = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "position"], name="step_position"),
            models.UniqueConstraint(fields=["run", "name"], name="step_name"),
            models.CheckConstraint(
                condition=Q(state__in=StepState.values), name="step_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=StepState.DONE, finished_at__isnull=False)
                | Q(~Q(state=StepState.DONE), finished_at=None),
                name="step_done_has_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.name}"

    @property
    def is_begun(self) -> bool:
        """Whether it may have left something."""
        return self.state != StepState.WAITING

    @property
    def is_running(self) -> bool:
        """Whether it is being done."""
        return self.state == StepState.RUNNING

    @property
    def is_done(self) -> bool:
        """Whether it is over."""
        return self.state == StepState.DONE


class ErasureRecord(ScopedModel):
    """What is left of an erased firm: that it was erased, signed. No foreign key.

    `statement` is what was signed, as canonical JSON; see provisioning.erasure.
    """

    firm_id = models.UUIDField(unique=True)
    firm_name = models.CharField(max_length=120)
    erased_at = models.DateTimeField()
    statement = models.TextField()
    signature = models.CharField(max_length=128)
    public_key = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-erased_at"], name="erasure_at"),
        ]

    def __str__(self) -> str:
        return self.firm_name


def steps_in_order() -> models.Prefetch[Any]:
    """The steps of runs, to be fetched with them."""
    return models.Prefetch("steps", StepRecord.objects.order_by("position"))
