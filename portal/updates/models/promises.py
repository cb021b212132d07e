"""By when the clients of an open case hear again, and the firm's rule for it."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.cases.models import Case
from portal.people.days import today
from portal.updates.models.updates import Update
from tenants.keys import ScopedModel

DAYS, MOST_DAYS = 21, 365


class NextUpdate(ScopedModel):
    """The day by which the clients of a case hear again: one row for each open case.

    A shared update moves it. While that update can be taken back, clients read the day
    that stood before: `was_on`, until `held_until`.
    """

    case = models.OneToOneField(Case, models.CASCADE, related_name="next_update")
    due_on = models.DateField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    set_at = models.DateTimeField()
    moved_by = models.ForeignKey(
        Update, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    was_on = models.DateField(null=True, editable=False)
    held_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(held_until=None) | models.Q(was_on__isnull=False),
                name="next_update_held_was_before",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_on", "case"], name="next_update_due"),
        ]

    def __str__(self) -> str:
        return self.due_on.isoformat()

    def shown_on(self, at: datetime) -> date:
        """The day that clients read at this moment."""
        is_held = self.held_until is not None and at < self.held_until
        return self.was_on if is_held and self.was_on else self.due_on

    @property
    def is_late(self) -> bool:
        """Whether the day is over."""
        return self.due_on < today()

    @property
    def in_words(self) -> str:
        """How far away the day is."""
        days = (self.due_on - today()).days
        if days < 0:
            words = ngettext("%(count)s day late", "%(count)s days late", -days)
            return words % {"count": -days}
        if days == 0:
            return _("Today")
        return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}


class UpdateRules(ScopedModel):
    """What the firm chose for all cases: one row once it changed something."""

    is_only = models.BooleanField(default=True, editable=False, unique=True)
    days = models.PositiveSmallIntegerField(
        gettext_lazy("Days until clients hear again"),
        default=DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(is_only=True), name="update_rules_only_one"
            ),
            models.CheckConstraint(
                condition=models.Q(days__range=(1, MOST_DAYS)),
                name="update_rules_days_are_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days} days"
