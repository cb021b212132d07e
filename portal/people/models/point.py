"""Further e-mail addresses and telephone numbers of a contact.

The first of each is in the contact itself (`email`, `phone`): it is the one to which
the firm writes, and the one that the previous release's code knows.
"""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.people import numbers
from tenants.keys import ScopedModel


class Means(models.TextChoices):
    """How a contact is reached."""

    EMAIL = "email", _("E-mail address")
    PHONE = "phone", _("Phone number")


class ContactPointQuerySet(models.QuerySet["ContactPoint"]):
    """Points, by what they are."""

    def in_order(self) -> Self:
        """As they were typed, e-mail addresses first."""
        return self.order_by("means", "position", "pk")


class ContactPoint(ScopedModel):
    """One more address or number; `label` says where or for what ("Work")."""

    contact = models.ForeignKey(
        "portal_people.Contact", models.CASCADE, related_name="points"
    )
    means = models.CharField(max_length=8, choices=Means)
    label = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=254)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(means__in=Means.values), name="point_means_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(value=""), name="point_has_value"
            ),
            models.CheckConstraint(
                condition=models.Q(value=Lower("value")), name="point_lower_case"
            ),
            models.UniqueConstraint(
                fields=["contact", "means", "value"], name="point_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["value"], name="point_value"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.value}" if self.label else self.value

    @property
    def is_email(self) -> bool:
        """Whether one writes to it."""
        return self.means == Means.EMAIL

    @property
    def shown(self) -> str:
        """As people read it."""
        return self.value if self.is_email else numbers.shown_phone(self.value)
