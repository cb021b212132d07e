"""A case: whose work it is, who may see it, and how long it is read and kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cases.models.access import CaseSection, Member
from portal.cases.models.areas import PracticeArea
from portal.cases.models.parties import Party
from portal.people import finding
from portal.people.days import today
from portal.people.models import Contact
from portal.policy import queries as policy
from portal.policy.models import Section
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.keys import ScopedModel

# Whom "staff see only their own cases" does not bind; walls bind everybody.
SEE_ALL_CASES = frozenset({Role.OWNER, Role.READING_GUEST})
# Who works with the cases, and has no business with what is in them.
SEE_NO_DOCUMENTS = frozenset({Role.BOOKKEEPER})


def _with_party(contacts: models.QuerySet[Contact]) -> models.Q:
    """The condition that one of the contacts has a part in it."""
    parties = Party.objects.filter(contact__in=contacts.values("pk"))
    return models.Q(pk__in=parties.values("case"))


def _alike(word: str) -> models.Q:
    """The condition that a title or a party holds a word much like this one.

    Each looks by itself, in its index: row by row, guessing takes ten times as long.
    """
    titled = Case.objects.filter(finding.sounding(word))
    named = Contact.objects.filter(finding.sounding(word, field="search_name"))
    return models.Q(pk__in=titled.values("pk")) | _with_party(named)


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases, by who may see them and by state."""

    def visible_to(self, user: User) -> Self:
        """Staff see what the firm and its walls let them, a client what is his."""
        if user.is_client:
            return self.open_to(user, Section.CASES)
        return self._of_staff(user) if user.reads_all else self.none()

    def open_to(self, user: User, section: str) -> Self:
        """Those in which a client, or his delegate, may see this section; to staff who
        look with his eyes, those of them that they may see themselves."""
        own = Party.objects.read_by(user, section)
        found = self.showing(section).filter(pk__in=own.values("case"))
        return found.visible_to(user.viewer) if user.viewer else found

    def showing(self, section: str) -> Self:
        """Those whose clients see the section: by the case's own word, or the firm's.

        A portal that is closed shows nothing, whatever a case says; nor does a case
        that was closed, once the time in which its clients may read it is over.
        """
        said = CaseSection.objects.filter(case=models.OuterRef("pk"), section=section)
        as_the_firm = ~models.Exists(said) & ~models.Exists(policy.hiding(section))
        is_shown = models.Exists(said.filter(is_shown=True)) | as_the_firm
        return self.readable(today()).filter(is_shown, ~models.Exists(policy.closing()))

    def readable(self, day: date) -> Self:
        """Those that clients may still read on this day: open, or lately closed."""
        has_time = models.Q(readable_until=None) | models.Q(readable_until__gte=day)
        return self.filter(models.Q(closed_at=None) | has_time)

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

    def kept_long_enough(self, day: date) -> Self:
        """Closed ones that need not be kept any more: no legal hold, time is over."""
        return self.closed().filter(retain_until__lt=day, legal_hold=False)

    def worked_on_by(self, user: User) -> Self:
        """Those that somebody is responsible for, or a member of."""
        members = Member.objects.filter(case=models.OuterRef("pk"), user=user)
        return self.filter(models.Q(responsible=user) | models.Exists(members))

    def of_contact(self, contact: Contact) -> Self:
        """Those in which the contact has any part."""
        parties = Party.objects.filter(case=models.OuterRef("pk"), contact=contact)
        return self.filter(models.Exists(parties))

    def matching(self, words: str) -> Self:
        """Those where titles, reference or a party hold each of the words; of a word
        that none of them holds, those that hold one much like it: a typing mistake.

        For the firm's own people: it looks in titles that clients do not see.
        """
        found = self
        for word in finding.words(words):
            contacts = Contact.objects.holding(word)
            held = finding.holding(word) | _with_party(contacts)
            if finding.guesses(word):
                is_nowhere = models.Q(~models.Exists(self.filter(held)))
                held |= is_nowhere & _alike(word)
            found = found.filter(held)
        return found

    def latest_first(self) -> Self:
        """Those in which something happened last come first."""
        return self.order_by("-updated_at", "-pk")

    def open_first(self) -> Self:
        """Open cases by what happened last, then closed ones, the latest first."""
        closed = models.F("closed_at").desc(nulls_first=True)
        return self.order_by(closed, "-updated_at", "-pk")

    def with_clients(self) -> Self:
        """Fetch the clients' names too, in the same query."""
        clients = Party.objects.clients().filter(case=models.OuterRef("pk"))
        names = clients.in_order().values("contact__name")
        return self.annotate(clients=ArraySubquery(names))


class Case(ScopedModel):
    """A file that the firm handles for its clients.

    `opened_at` and `closed_at` are the moments at which it was written down and say
    whether it is open; `opened_on` and `closed_on` are the days that people chose.
    """

    reference = models.CharField(_("Reference"), max_length=40, unique=True)
    title = models.CharField(_("Title"), max_length=200)
    client_title = models.CharField(
        _("Title for the client"), max_length=200, blank=True, default="", db_default=""
    )
    practice_area = models.ForeignKey(
        PracticeArea,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("Practice area"),
    )
    # Free text of the first release; only read where there is no practice area.
    area = models.CharField(_("Area of law"), max_length=80, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="cases",
        verbose_name=_("Responsible"),
    )
    opened_at = models.DateTimeField(editable=False)
    opened_on = models.DateField(_("Opened on"), null=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_on = models.DateField(null=True, editable=False)
    # The last day for the clients of a closed case; None is without an end.
    readable_until = models.DateField(null=True, editable=False)
    # The last day on which a closed case must be kept.
    retain_until = models.DateField(null=True, editable=False)
    legal_hold = models.BooleanField(default=False, db_default=False, editable=False)
    hold_reason = models.CharField(
        _("Reason"), max_length=300, blank=True, default="", db_default=""
    )
    # An ethical wall: only the responsible person and the members see the case.
    is_restricted = models.BooleanField(default=False, db_default=False, editable=False)
    # Reference and titles in plain letters; see portal/cases/search.py.
    search_text = models.TextField(default="", db_default="", editable=False)
    updated_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )

    objects = CaseQuerySet.as_manager()
    clients: list[str]  # the names of its clients, only after with_clients()

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
            models.CheckConstraint(
                condition=models.Q(closed_on=None)
                | models.Q(opened_on=None)
                | models.Q(closed_on__gte=models.F("opened_on")),
                name="case_closed_on_after_opening",
            ),
            models.CheckConstraint(
                condition=models.Q(legal_hold=False) | ~models.Q(hold_reason=""),
                name="case_hold_has_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-updated_at", "-id"], name="case_updated"),
            models.Index(
                fields=["-updated_at", "-id"],
                condition=models.Q(closed_at=None),
                name="case_open_updated",
            ),
            GinIndex(
                fields=["search_text"], opclasses=["gin_trgm_ops"], name="case_search"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def is_open(self) -> bool:
        """Whether it is still being worked on."""
        return self.closed_at is None

    @property
    def portal_title(self) -> str:
        """What its clients read: never the firm's own title when they have another."""
        return self.client_title or self.title

    @property
    def area_name(self) -> str:
        """The practice area in the reader's language; needs it fetched."""
        return self.practice_area.name if self.practice_area else self.area

    @property
    def opening_day(self) -> date | datetime:
        """The day on which it was opened."""
        return self.opened_on or self.opened_at

    @property
    def closing_day(self) -> date | datetime | None:
        """The day on which it was closed; None while it is open."""
        return None if self.is_open else self.closed_on or self.closed_at

    @property
    def is_readable(self) -> bool:
        """Whether its clients may read it today."""
        until = self.readable_until
        return self.is_open or until is None or until >= today()

    @property
    def may_go(self) -> bool:
        """Whether it need not be kept any more."""
        is_over = self.retain_until is not None and self.retain_until < today()
        return not self.is_open and is_over and not self.legal_hold

    def touch(self, at: datetime) -> None:
        """Something happened in it: it moves to the top of the lists."""
        self.updated_at = at
        self.save(update_fields=["updated_at"])
