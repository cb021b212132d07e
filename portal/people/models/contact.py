"""Contacts: the people and organisations that the firm knows."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.access.models import Invitation
from portal.access.models import Kind as InvitationKind
from portal.people import finding, numbers
from portal.people.days import today
from portal.people.models.delegation import Delegation
from portal.people.models.point import ContactPoint
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

    def holding(self, words: str) -> Self:
        """Those in whose name, addresses or numbers each of the words occurs."""
        return self.filter(finding.holding(words))

    def matching(self, words: str) -> Self:
        """The same, and those that hold a word much like each: a typing mistake."""
        return self.filter(finding.like(words, guessed_in="search_name"))

    def best_first(self, words: str) -> Self:
        """Those that hold the words as typed, then those that come close; by name when
        nothing was typed."""
        if not any(map(finding.guesses, finding.words(words))):
            return self.by_name()
        is_exact = models.Case(
            models.When(finding.holding(words), then=models.Value(0)),
            default=models.Value(1),
        )
        closeness = finding.closeness(words, field="search_name")
        return self.order_by(is_exact, closeness.desc(), Lower("name"), "pk")

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

    def there(self) -> Self:
        """Those that were not erased."""
        return self.filter(erased_at=None)

    def with_points(self) -> Self:
        """Fetch the further addresses and numbers too."""
        points = ContactPoint.objects.in_order()
        return self.prefetch_related(models.Prefetch("points", queryset=points))

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
    street = models.CharField(
        _("Street and number"), max_length=200, blank=True, default="", db_default=""
    )
    postal_code = models.CharField(
        _("Postal code"), max_length=16, blank=True, default="", db_default=""
    )
    city = models.CharField(
        _("Town"), max_length=80, blank=True, default="", db_default=""
    )
    country = models.CharField(
        _("Country"), max_length=60, blank=True, default="", db_default=""
    )  # empty: the firm's own
    enterprise_number = models.CharField(
        _("Enterprise number"), max_length=10, blank=True, default="", db_default=""
    )
    vat_number = models.CharField(
        _("VAT number"), max_length=20, blank=True, default="", db_default=""
    )
    external_id = models.CharField(
        _("Number in another program"),
        max_length=80,
        blank=True,
        default="",
        db_default="",
    )
    notes = models.TextField(
        _("Notes"), blank=True, default="", db_default=""
    )  # for the firm only
    search_text = models.TextField(
        default="", db_default="", editable=False
    )  # all by which it is found, see portal/people/finding.py
    search_name = models.TextField(
        default="", db_default="", editable=False
    )  # the name alone: mistakes are guessed at in it
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
    erased_at = models.DateTimeField(null=True, editable=False)  # says nothing any more

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
            models.CheckConstraint(
                condition=models.Q(enterprise_number="")
                | models.Q(enterprise_number__regex=r"^[0-9]{10}$"),
                name="contact_enterprise_number_digits",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(Lower("name"), "id", name="contact_name"),
            models.Index(fields=["email"], name="contact_email"),
            models.Index(
                fields=["external_id"],
                condition=~models.Q(external_id=""),
                name="contact_external_id",
            ),
            models.Index(
                fields=["enterprise_number"],
                condition=~models.Q(enterprise_number=""),
                name="contact_enterprise_number",
            ),
            GinIndex(
                fields=["search_text"],
                opclasses=["gin_trgm_ops"],  # of the schema `extensions`
                fastupdate=False,  # as quick after an import as before
                name="contact_search",
            ),
            GinIndex(
                fields=["search_name"],
                opclasses=["gin_trgm_ops"],
                fastupdate=False,
                name="contact_search_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_phone(self) -> str:
        """The first telephone number, as people read it."""
        return numbers.shown_phone(self.phone)

    @property
    def shown_enterprise_number(self) -> str:
        """With the dots between its groups."""
        return numbers.shown_enterprise_number(self.enterprise_number)

    @property
    def address(self) -> str:
        """The postal address, a line for each part; empty when none is known."""
        town = f"{self.postal_code} {self.city}".strip()
        return "\n".join(filter(None, (self.street, town, self.country)))

    @property
    def kind_label(self) -> str:
        """The kind, in the reader's language."""
        return str(Kind(self.kind).label)

    @property
    def language_label(self) -> str:
        """The contact's language, in the reader's."""
        return str(dict(settings.LANGUAGES).get(self.language, self.language))
