"""Letting somebody look beside, or in place of, a client."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.people.days import today
from tenants.keys import ScopedModel


class Relation(models.TextChoices):
    """What somebody is to the client in whose place, or beside whom, he looks."""

    CO_CLIENT = "co_client", _("Co-client")
    ACCOUNTANT = "accountant", _("Accountant")
    GUARDIAN = "guardian", _("Guardian")
    OTHER = "other", _("Other")


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Delegations, by whether they count."""

    def in_force(self, day: date) -> Self:
        """Those that were not revoked and whose last day is not over."""
        has_time = models.Q(last_day=None) | models.Q(last_day__gte=day)
        return self.filter(has_time, revoked_at=None)

    def seeing(self, section: str) -> Self:
        """Those that open this section."""
        return self.filter(**{f"sees_{section}": True})


class Delegation(ScopedModel):
    """Lets an account see what this client may see, in the sections that are named."""

    contact = models.ForeignKey(
        "portal_people.Contact", models.CASCADE, related_name="delegations"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="delegations"
    )
    relation = models.CharField(_("Relation"), max_length=16, choices=Relation)
    sees_cases = models.BooleanField(_("Cases"), default=True)
    sees_documents = models.BooleanField(_("Documents"), default=True)
    last_day = models.DateField(_("Until"), null=True, blank=True)  # in the firm's zone
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["contact", "user"],
                condition=models.Q(revoked_at=None),
                name="delegation_once",
            ),
            models.CheckConstraint(
                condition=models.Q(relation__in=Relation.values),
                name="delegation_relation_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.contact}"

    @property
    def is_over(self) -> bool:
        """Whether the last day is over."""
        return self.last_day is not None and self.last_day < today()

    @property
    def is_waiting(self) -> bool:
        """Whether who was invited has no password yet."""
        return not self.user.has_usable_password()
