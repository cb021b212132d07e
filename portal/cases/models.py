"""Cases, and who has which part in them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.people.days import today
from portal.people.models import Contact, Delegation
from portal.policy import queries as policy
from portal.policy.models import Section
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.keys import ScopedModel

# Whom "staff see only their own cases" does not bind; walls bind everybody.
SEE_ALL_CASES = frozenset({Role.OWNER, Role.READING_GUEST})
# Who works with the cases, and has no business with what is in them.
SEE_NO_DOCUMENTS = frozenset({Role.BOOKKEEPER})


class CaseNumber(ScopedModel):
    """The last number given out in a year: the row that new cases queue for."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}/{self.last:04}"


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases, by who may see them and by state."""

    def visible_to(self, user: User) -> Self:
        """Staff see what the firm and its walls let them, a client what is his."""
        if user.is_client:
            return self.open_to(user, Section.CASES)
        return self._of_staff(user) if user.reads_all else self.none()

    def open_to(self, user: User, section: str) -> Self:
        """Those in which a client, or his delegate, may see this section."""
        own = Party.objects.read_by(user, section)
        return self.showing(section).filter(pk__in=own.values("case"))

    def showing(self, section: str) -> Self:
        """Those whose clients see the section: by the case's own word, or the firm's.

        A portal that is closed shows nothing, whatever a case says.
        """
        said = CaseSection.objects.filter(case=models.OuterRef("pk"), section=section)
        as_the_firm = ~models.Exists(said) & ~models.Exists(policy.hiding(section))
        is_shown = models.Exists(said.filter(is_shown=True)) | as_the_firm
        return self.filter(is_shown, ~models.Exists(policy.closing()))

    def _of_staff(self, user: User) -> Self:
        """All but walled ones, or his own only when the firm says so. Who is
        responsible and who is a member always sees it; owners too, but for walls."""
        members = Member.objects.filter(case=models.OuterRef("pk"), user=user)
        works_on_it = models.Q(responsible=user) | models.Q(models.Exists(members))
        has_no_wall = models.Q(is_restricted=False)
        if user.role not in SEE_ALL_CASES:
            has_no_wall &= models.Q(~models.Exists(policy.dividing()))
        return self.filter(has_no_wall | works_on_it)

    def open(self) -> Self:
        """Those that are not closed."""
        return self.filter(closed_at=None)

    def closed(self) -> Self:
        """Those that are closed."""
        return self.exclude(closed_at=None)

    def of_contact(self, contact: Contact) -> Self:
        """Those in which the contact has any part."""
        parties = Party.objects.filter(case=models.OuterRef("pk"), contact=contact)
        return self.filter(models.Exists(parties))

    def matching(self, words: str) -> Self:
        """Those where title, reference or a party's name hold each of the words."""
        found = self
        for word in words.split():
            parties = Party.objects.filter(
                case=models.OuterRef("pk"), contact__name__icontains=word
            )
            found = found.filter(
                models.Q(title__icontains=word)
                | models.Q(reference__icontains=word)
                | models.Exists(parties)
            )
        return found

    def latest_first(self) -> Self:
        """Those in which something happened last come first."""
        return self.order_by("-updated_at", "-pk")

    def open_first(self) -> Self:
        """Open cases by what happened last, then closed ones, the latest first."""
        closed = models.F("closed_at").desc(nulls_first=True)
        return self.order_by(closed, "-updated_at", "-pk")

    def with_clients(self) -> Self:
        """Fetch the clients' names too, so that `clients` asks nothing more."""
        clients = Party.objects.clients().select_related("contact").in_order()
        return self.prefetch_related(
            models.Prefetch("parties", queryset=clients, to_attr="client_parties")
        )


class Case(ScopedModel):
    """A file that the firm handles for its clients."""

    reference = models.CharField(_("Reference"), max_length=40, unique=True)
    title = models.CharField(_("Title"), max_length=200)
    area = models.CharField(_("Area of law"), max_length=80, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="cases",
        verbose_name=_("Responsible"),
    )
    opened_at = models.DateTimeField(editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    # An ethical wall: only the responsible person and the members see the case.
    is_restricted = models.BooleanField(default=False, db_default=False, editable=False)
    updated_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )

    objects = CaseQuerySet.as_manager()
    client_parties: list[Party]  # only after with_clients()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(reference="") & ~models.Q(title=""),
                name="case_has_reference_and_title",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None)
                | models.Q(closed_at__gte=models.F("opened_at")),
                name="case_closed_after_opening",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-updated_at", "-id"], name="case_updated"),
            models.Index(
                fields=["-updated_at", "-id"],
                condition=models.Q(closed_at=None),
                name="case_open_updated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def is_open(self) -> bool:
        """Whether it is still being worked on."""
        return self.closed_at is None

    @property
    def clients(self) -> list[str]:
        """The names of its clients, fetched by `with_clients()`."""
        return [party.contact.name for party in self.client_parties]

    def touch(self, at: datetime) -> None:
        """Something happened in it: it moves to the top of the lists."""
        self.updated_at = at
        self.save(update_fields=["updated_at"])


class PartyRole(models.TextChoices):
    """A contact's part in a case. Only a client sees the case on the portal."""

    CLIENT = "client", _("Client")
    OPPOSING_PARTY = "opposing_party", _("Opposing party")
    OPPOSING_COUNSEL = "opposing_counsel", _("Opposing counsel")
    WITNESS = "witness", _("Witness")
    EXPERT = "expert", _("Expert")
    COURT = "court", _("Court")
    INSURER = "insurer", _("Insurer")
    OTHER = "other", _("Other")


class PartyQuerySet(models.QuerySet["Party"]):
    """Parties of cases."""

    def clients(self) -> Self:
        """The clients among them."""
        return self.filter(role=PartyRole.CLIENT)

    def read_by(self, user: User, section: str) -> Self:
        """The clients as whom, or for whom, this account reads the section."""
        delegations = Delegation.objects.in_force(today()).filter(user=user)
        contacts = delegations.seeing(section).values("contact")
        return self.clients().filter(
            models.Q(contact__in=Contact.objects.filter(user=user).values("pk"))
            | models.Q(contact__in=contacts)
        )

    def in_order(self) -> Self:
        """As they were added."""
        return self.order_by("added_at", "pk")


class Party(ScopedModel):
    """A contact's part in a case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="parties")
    role = models.CharField(_("Role in the case"), max_length=20, choices=PartyRole)
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
        return self.role == PartyRole.CLIENT


class Member(ScopedModel):
    """A person of the firm who works on a case, besides who is responsible for it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships"
    )
    added_at = models.DateTimeField(editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "user"], name="member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} on {self.case}"


class CaseSection(ScopedModel):
    """Whether the clients of one case see a section, against the firm's own rule."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="sections")
    section = models.CharField(max_length=16, choices=Section)
    is_shown = models.BooleanField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "section"], name="case_section_once"
            ),
            models.CheckConstraint(
                condition=models.Q(section__in=Section.values),
                name="case_section_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} of {self.case}"
