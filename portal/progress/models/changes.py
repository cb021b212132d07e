"""When a case came to which stage. The last change that stands is where it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from portal.cases.models import Case
from portal.progress.models.stages import Stage
from tenants.keys import ScopedModel

# How long a mistake can be taken back before any client sees it or is told.
HOLD = timedelta(minutes=10)


class StageChangeQuerySet(models.QuerySet["StageChange"]):
    """Changes, by who sees them."""

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)

    def shown(self, at: datetime) -> Self:
        """Those that clients see at this moment: they stand, and the hold is over."""
        return self.standing().filter(at__lte=at - HOLD)

    def latest_first(self) -> Self:
        """By the time of the change; the key of one made later is greater."""
        return self.order_by("-at", "-pk")


class StageChange(ScopedModel):
    """A case came to a stage."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="stage_changes")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="changes")
    at = models.DateTimeField(editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, editable=False)

    objects = StageChangeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(taken_back_at=None)
                | models.Q(taken_back_at__gte=models.F("at")),
                name="stage_taken_back_after_change",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["case", "-at", "-id"],
                condition=models.Q(taken_back_at=None),
                name="stage_change_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.stage}"

    @property
    def shown_at(self) -> datetime:
        """When clients see it, and are told."""
        return self.at + HOLD

    def can_be_taken_back(self, at: datetime) -> bool:
        """Whether no client has seen it."""
        return self.taken_back_at is None and at < self.shown_at
