"""Contacts: the people and organisations that the firm knows."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.access.models import Invitation
from portal.access.models import Kind as InvitationKind
from portal.people.days import today
from tenants.accounts.models import User
from tenants.keys import ScopedModel


class Kind(models.TextChoices):
    """What a contact is."""

    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")


class PortalAccess(models.TextChoices):
    """How far a contact is on the portal: not invited, no password yet, or in.

    "Opened": the page of the link was read, perhaps by a program that checks mail.
    """

    NONE = "none", _("No access")
    INVITED = "invited", _("Invited")
    OPENED = "opened", _("Link opened")
    ACTIVE = "active", _("Active")
    REVOKED = "revoked", _("Revoked")


class ContactQuerySet(models.QuerySet["Contact"]):
    """Contacts, by who may see them and what they match."""

    def visible_to(self, user: User) -> Self:
        """Staff see every contact, also those of cases behind a wall: who takes a case
        on must find a conflict. A client sees himself, and for whom he is a delegate.
        """
        if user.reads_all:
            return self
        delegations = Delegation.objects.in_force(today()).filter(user=user)
        shown = models.Q(pk__in=delegations.values("contact"))
        return self.filter(shown | models.Q(user=user))

    def matching(self, words: str) -> Self:
        """Those in whose name, address or number each of the words occurs."""
        found = self
        for word in words.split():
            found = found.filter(
                models.Q(name__icontains=word)
                | models.Q(email__icontains=word)
                | models.Q(phone__icontains=word)
            )
        return found

    def with_portal_access(self) -> Self:
        """Annotate `portal_access`: how far each one is on the portal."""
        is_waiting = models.Q(user__password="") | models.Q(
            user__password__startswith=UNUSABLE_PASSWORD_PREFIX
        )
        mailed = Invitation.objects.filter(
            user=models.OuterRef("user"), kind=InvitationKind.MAIL
        )
        unused = mailed.unused()
        return self.annotate(
            portal_access=models.Case(
                models.When(user=None, then=models.Value(PortalAccess.NONE)),
                models.When(
                    user__is_active=False, then=models.Value(PortalAccess.REVOKED)
                ),
                models.When(~is_waiting, then=models.Value(PortalAccess.ACTIVE)),
                models.When(
                    models.Exists(unused.exclude(opened_at=None)),
                    then=models.Value(PortalAccess.OPENED),
                ),
                models.When(
                    ~models.Exists(unused)
                    & models.Exists(mailed.exclude(revoked_at=None)),
                    then=models.Value(PortalAccess.REVOKED),
                ),
                default=models.Value(PortalAccess.INVITED),
                output_field=models.CharField(),
            )
        )

    def by_name(self) -> Self:
        """In the order of the index: capitals do not come before small letters."""
        return self.order_by(Lower("name"), "pk")


class Contact(ScopedModel):
    """A person or an organisation. `user` is the account with which it signs in."""

    kind = models.CharField(_("Kind"), max_length=16, choices=Kind, default=Kind.PERSON)
    name = models.CharField(_("Name"), max_length=150)
    email = models.EmailField(_("E-mail address"), max_length=254, blank=True)
    phone = models.CharField(_("Phone number"), max_length=40, blank=True)
    language = models.CharField(
        _("Language"), max_length=5, choices=settings.LANGUAGES, default="nl"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="contact",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(editable=False)

    objects = ContactQuerySet.as_manager()
    portal_access: str  # only after with_portal_access()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="contact_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="contact_email_lower_case",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="contact_has_name"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(Lower("name"), "id", name="contact_name"),
            models.Index(fields=["email"], name="contact_email"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_label(self) -> str:
        """The kind, in the reader's language."""
        return str(Kind(self.kind).label)

    @property
    def language_label(self) -> str:
        """The contact's language, in the reader's."""
        return str(dict(settings.LANGUAGES).get(self.language, self.language))


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

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="delegations")
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
