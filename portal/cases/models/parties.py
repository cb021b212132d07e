"""Who has which part in a case, and which clients see it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.people.days import today
from portal.people.models import Contact, Delegation
from tenants.accounts.models import User
from tenants.keys import ScopedModel


class PartyRole(models.TextChoices):
    """A contact's part in a case. Only clients see the case on the portal."""

    CLIENT = "client", _("Client")
    CO_CLIENT = "co_client", _("Co-client")
    OPPOSING_PARTY = "opposing_party", _("Opposing party")
    OPPOSING_COUNSEL = "opposing_counsel", _("Opposing counsel")
    WITNESS = "witness", _("Witness")
    EXPERT = "expert", _("Expert")
    COURT = "court", _("Court")
    INSURER = "insurer", _("Insurer")
    OTHER = "other", _("Other")


CLIENT_ROLES = (PartyRole.CLIENT, PartyRole.CO_CLIENT)


class PartyQuerySet(models.QuerySet["Party"]):
    """Parties of cases."""

    def clients(self) -> Self:
        """The clients among them, whether they see the case or not."""
        return self.filter(role__in=CLIENT_ROLES)

    def reading(self, day: date) -> Self:
        """The clients who see the case on this day."""
        has_begun = models.Q(access_from=None) | models.Q(access_from__lte=day)
        return self.clients().filter(has_begun, has_access=True)

    def read_by(self, user: User, section: str) -> Self:
        """The clients as whom, or for whom, this account reads the section."""
        delegations = Delegation.objects.in_force(today()).filter(user=user)
        others = delegations.seeing(section).values("contact")
        own = Contact.objects.filter(user=user).values("pk")
        return self.reading(today()).filter(contact__in=own.union(others, all=True))

    def in_order(self) -> Self:
        """As they were added."""
        return self.order_by("added_at", "pk")


class Party(ScopedModel):
    """A contact's part in a case.

    A client sees the case while `has_access`, from `access_from` on (a day in the
    firm's zone; None is at once). Of other roles both say nothing.
    """

    case = models.ForeignKey(
        "portal_cases.Case", models.CASCADE, related_name="parties"
    )
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="parties")
    role = models.CharField(_("Role in the case"), max_length=20, choices=PartyRole)
    has_access = models.BooleanField(
        _("Sees the case on the portal"), default=True, db_default=True
    )
    access_from = models.DateField(_("From"), null=True, blank=True)
    added_at = models.DateTimeField(editable=False)

    objects = PartyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "contact", "role"], name="party_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=PartyRole.values), name="party_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact}, {self.role_label}"

    @property
    def role_label(self) -> str:
        """The role, in the reader's language."""
        return str(PartyRole(self.role).label)

    @property
    def access_state(self) -> str:
        """How far the contact is on the portal; needs `with_portal_access()`."""
        return self.contact.portal_access

    @property
    def is_client(self) -> bool:
        """Whether the case is handled for this contact."""
        return self.role in CLIENT_ROLES

    @property
    def reads(self) -> bool:
        """Whether it is a client who sees the case today."""
        has_begun = self.access_from is None or self.access_from <= today()
        return self.is_client and self.has_access and has_begun

    @property
    def waits(self) -> bool:
        """Whether it is a client who will see the case from a later day on."""
        return self.is_client and self.has_access and not self.reads
