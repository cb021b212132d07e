"""How the firm numbers its cases, and how long closed ones are read and kept."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.keys import ScopedModel

PATTERN = "{year}/{number:4}"
READ_DAYS = 90
# A lawyer's liability ends five years after the mandate (old Civil Code, 2276bis).
KEEP_YEARS = 5
EVERY_YEAR = 0  # the row of numbers that never begin again


class CaseNumber(ScopedModel):
    """The last number given out in a year, or in all years (`EVERY_YEAR`): the row
    that new cases queue for."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}/{self.last:04}"


class CaseRules(ScopedModel):
    """What the firm chose for all of its cases: one row once it changed something.

    See `portal.cases.queries.rules`. `read_days` is for how many days clients read a
    case that was closed; None is without an end.
    """

    is_only = models.BooleanField(default=True, editable=False, unique=True)
    pattern = models.CharField(_("Pattern"), max_length=60, default=PATTERN)
    restarts = models.BooleanField(_("Begin at 1 again each year"), default=True)
    read_days = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        default=READ_DAYS,
        validators=[MaxValueValidator(3660)],
    )
    keep_years = models.PositiveSmallIntegerField(
        default=KEEP_YEARS,
        validators=[MinValueValidator(KEEP_YEARS), MaxValueValidator(50)],
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(is_only=True), name="case_rules_only_one"
            ),
            models.CheckConstraint(
                condition=models.Q(pattern__regex=r"[{]number(:[1-9])?[}]"),
                name="case_rules_pattern_counts",
            ),
            models.CheckConstraint(
                condition=models.Q(keep_years__gte=KEEP_YEARS),
                name="case_rules_keep_long_enough",
            ),
        ]

    def __str__(self) -> str:
        return self.pattern
