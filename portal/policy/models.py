"""The firm's own rules of access: one row, with defaults that fit most firms."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.keys import ScopedModel

DAY_MINUTES = 24 * 60


class Demand(models.TextChoices):
    """Whether somebody must give a second factor besides the password."""

    OFF = "off", _("Off")
    OPTIONAL = "optional", _("Optional")
    REQUIRED = "required", _("Required")


class Section(models.TextChoices):
    """A part of the portal that a firm can open to its clients, or keep closed."""

    CASES = "cases", _("Cases")
    DOCUMENTS = "documents", _("Documents")


def _minutes(default: int) -> models.PositiveIntegerField[int, int]:
    within = [MinValueValidator(5), MaxValueValidator(30 * DAY_MINUTES)]
    return models.PositiveIntegerField(
        default=default, db_default=default, validators=within
    )


def _demand() -> models.CharField[str, str]:
    return models.CharField(
        max_length=8,
        choices=Demand,
        default=Demand.OPTIONAL,
        db_default=Demand.OPTIONAL.value,
    )


def _switch(*, default: bool) -> models.BooleanField[bool, bool]:
    return models.BooleanField(default=default, db_default=default)


class Policy(ScopedModel):
    """What the firm demands of its staff and of its clients, and what these see.

    There is a row once the firm changed something; see `portal.policy.queries`.
    """

    is_only = models.BooleanField(default=True, editable=False, unique=True)

    # Second factors. Who lacks a required one may wait until the grace is over.
    staff_second_factor = _demand()
    staff_required_from = models.DateTimeField(null=True, blank=True)
    client_second_factor = _demand()
    client_required_from = models.DateTimeField(null=True, blank=True)
    has_sign_in_links = _switch(default=False)

    # Sessions, in minutes: without a request, and altogether.
    staff_idle_minutes = _minutes(60)
    staff_session_minutes = _minutes(12 * 60)
    client_idle_minutes = _minutes(30)
    client_session_minutes = _minutes(12 * 60)

    # What staff see of the firm, and clients of the portal.
    staff_see_all_cases = _switch(default=True)
    is_portal_open = _switch(default=True)
    shows_cases = _switch(default=True)
    shows_documents = _switch(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(is_only=True), name="policy_only_one"
            ),
            models.CheckConstraint(
                condition=models.Q(staff_second_factor__in=Demand.values)
                & models.Q(client_second_factor__in=Demand.values),
                name="policy_demands_known",
            ),
        ]

    def __str__(self) -> str:
        return "policy"

    def shows(self, section: str) -> bool:
        """Whether the firm opened this section to its clients."""
        return bool(self.is_portal_open and getattr(self, f"shows_{section}"))
