"""What the firm chose for its calendar."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.calendar.models.entries import REMINDER_DAYS
from tenants.keys import ScopedModel


def first_reminders() -> list[int]:
    """A week before, and the day before."""
    return [7, 1]


class CalendarRules(ScopedModel):
    """One row once the firm changed something; see `portal.calendar.queries.rules`.

    `reminders` are those with which a new entry begins.
    """

    is_only = models.BooleanField(default=True, editable=False, unique=True)
    reminders = ArrayField(
        models.PositiveSmallIntegerField(), default=first_reminders, blank=True
    )
    has_feeds = models.BooleanField(_("Calendar feeds"), default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(is_only=True), name="calendar_rules_only_one"
            ),
            models.CheckConstraint(
                condition=models.Q(reminders__contained_by=list(REMINDER_DAYS)),
                name="calendar_rules_reminders_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
