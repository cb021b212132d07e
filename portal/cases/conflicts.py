"""Conflicts of interest: who is already known to the firm, and on which side.

Somebody is the same by contact, e-mail address, telephone or enterprise number, or an
equal name; a name may also be alike. A hit is strong when the same person stands on the
other side of an open case now. All cases count, also closed ones and those behind a
wall; of what the reader may not see, only whom to ask is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import models
from django.db.models import FloatField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from portal.cases.models import CLIENT_ROLES, Case, Party, PartyRole
from portal.people import finding
from portal.people.models import Contact, ContactPoint
from tenants.accounts.models import User

MOST_ALIKE = 20  # contacts of a name that is alike, the closest first
MOST_PARTS = 300
CERTAIN = 100.0  # above every closeness of names
OPPOSED = (PartyRole.OPPOSING_PARTY,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Somebody who is asked about. `role` is the part that he is to have, if any."""

    name: str
    role: PartyRole | None = None
    contact: UUID | None = None
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    number: str = ""  # of the enterprise, ten digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Somebody who was found, and his part in a case.

    `case` is None for a case that the reader does not see (`ask` is whom to ask), and
    for a contact without any (`ask` is empty).
    """

    sought: str
    contact: Contact
    how: str
    role: str = ""
    case: Case | None = None
    ask: str = ""
    is_open: bool = False
    is_strong: bool = False
    key: str = ""

    @property
    def sentence(self) -> str:
        """The hit in a sentence."""
        words = {"name": self.contact.name, "role": self.role, "ask": self.ask}
        if self.case is None:
            text = _("%(name)s is %(role)s in a restricted case. Ask %(ask)s.")
            return text % words
        text = _("%(name)s is %(role)s in %(reference)s %(title)s.")
        return text % {
            **words,
            "reference": self.case.reference,
            "title": self.case.title,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All hits: strong ones, and those that are to be looked at."""

    strong: list[Hit] = field(default_factory=list)
    weak: list[Hit] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """What somebody saw when he decided: changes when a strong hit is added."""
        keys = ",".join(sorted(hit.key for hit in self.strong))
        return hashlib.sha256(keys.encode()).hexdigest()[:32]


def of_contact(contact: Contact, role: PartyRole | None = None) -> Sought:
    """The question about a contact, with all of its addresses and numbers."""
    points = [] if contact._state.adding else list(contact.points.all())
    emails = [contact.email, *(each.value for each in points if each.is_email)]
    phones = [contact.phone, *(each.value for each in points if not each.is_email)]
    return Sought(
        name=contact.name,
        role=role,
        contact=None if contact._state.adding else contact.pk,
        emails=frozenset(filter(None, emails)),
        phones=frozenset(filter(None, phones)),
        number=contact.enterprise_number,
    )


def search(
    sought: Sequence[Sought], *, user: User, apart_from: UUID | None = None
) -> Found:
    """Who of them, or who is like them, is party to a case other than `apart_from`."""
    alike = _contacts(sought)
    if not alike:
        return Found()
    contacts = Contact.objects.with_points().in_bulk(list(alike))
    parts = _parts(contacts.keys(), apart_from)
    seen = _seen(parts, user)
    hits = [
        hit
        for each in sought
        for contact in contacts.values()
        if (how := _how(each, contact, alike[contact.pk]))
        for hit in _hits(each, contact, how, parts.get(contact.pk, []), seen)
    ]
    hits.sort(key=lambda hit: (not hit.is_open, hit.contact.name.casefold()))
    return Found(
        strong=[hit for hit in hits if hit.is_strong],
        weak=[hit for hit in hits if not hit.is_strong],
    )


def are_opposed(one: str | None, other: str) -> bool:
    """Whether the firm would act for one of the two against the other."""
    return (one in CLIENT_ROLES and other in OPPOSED) or (
        one in OPPOSED and other in CLIENT_ROLES
    )


def _contacts(sought: Sequence[Sought]) -> dict[UUID, set[str]]:
    """The contacts that may be meant, and by which names: one query for all."""
    asked = [query for each in sought for query in (_same(each), _alike(each)) if query]
    if not asked:
        return {}
    first, *rest = asked
    rows = first.union(*rest, all=True) if rest else first
    found: dict[UUID, set[str]] = {}
    for key, name in rows:
        found.setdefault(key, set()).add(name)
    return found


def _same(sought: Sought) -> QuerySet[Contact, tuple[UUID, str]] | None:
    """The same by contact, address or number; the name of the question is left out."""
    is_same = Q(pk=sought.contact) if sought.contact else Q()
    if sought.emails:
        is_same |= Q(email__in=sought.emails)
    if sought.phones:
        is_same |= Q(phone__in=sought.phones)
    if sought.number:
        is_same |= Q(enterprise_number=sought.number)
    values = [*sought.emails, *sought.phones]
    if values:
        points = ContactPoint.objects.filter(value__in=values)
        is_same |= Q(pk__in=points.values("contact"))
    return _rows(Contact.objects.filter(is_same), "") if is_same else None


def _alike(sought: Sought) -> QuerySet[Contact, tuple[UUID, str]] | None:
    """Those whose name is alike, the closest first."""
    name = finding.plain(sought.name)
    if not name:
        return None
    found = Contact.objects.filter(finding.like(name))
    is_exact = Q(search_text__contains=name)
    first = models.Case(
        When(is_exact, then=Value(CERTAIN)),
        default=finding.closeness(name),
        output_field=FloatField(),
    )
    return _rows(found.order_by(first.desc(), "pk")[:MOST_ALIKE], sought.name)


def _rows(
    contacts: QuerySet[Contact], name: str
) -> QuerySet[Contact, tuple[UUID, str]]:
    return contacts.annotate(asked=Value(name)).values_list("pk", "asked")


def _parts(keys: Iterable[UUID], apart_from: UUID | None) -> dict[UUID, list[Party]]:
    """The parts of these contacts in all cases of the firm, whoever sees them."""
    rows = Party.objects.filter(contact__in=list(keys)).exclude(case=apart_from)
    found: dict[UUID, list[Party]] = {}
    latest = rows.select_related("case__responsible").order_by("-added_at")
    for party in latest[:MOST_PARTS]:
        found.setdefault(party.contact_id, []).append(party)
    return found


def _seen(parts: dict[UUID, list[Party]], user: User) -> set[UUID]:
    """The cases among them that the reader may see."""
    keys = {party.case_id for some in parts.values() for party in some}
    visible = Case.objects.visible_to(user).filter(pk__in=keys)
    return set(visible.values_list("pk", flat=True))


def _how(sought: Sought, contact: Contact, names: set[str]) -> tuple[str, bool] | None:
    """In which way the contact is meant, and whether it is the same person for sure."""
    values = {
        contact.email,
        contact.phone,
        *(each.value for each in contact.points.all()),
    }
    is_asked = bool(sought.name) and sought.name in names
    is_named = is_asked and _letters(sought.name) == _letters(contact.name)
    same = (
        (contact.pk == sought.contact, _("the same contact")),
        (
            sought.number in {contact.enterprise_number} - {""},
            _("the same enterprise number"),
        ),
        (sought.emails & values, _("the same e-mail address")),
        (sought.phones & values, _("the same telephone number")),
        (is_named, _("the same name")),
    )
    for is_so, words in same:
        if is_so:
            return words, True
    return (_("a name that is alike"), False) if is_asked else None


def _letters(name: str) -> list[str]:
    """The words of a name in whatever order: "Peeters Jan" is Jan Peeters."""
    return sorted(finding.plain(name).split())


def _hits(
    sought: Sought,
    contact: Contact,
    how: tuple[str, bool],
    parts: list[Party],
    seen: set[UUID],
) -> list[Hit]:
    words, is_same = how
    if not parts:
        is_known = contact.pk == sought.contact
        return [] if is_known else [Hit(sought=sought.name, contact=contact, how=words)]
    return [
        Hit(
            sought=sought.name,
            contact=contact,
            how=words,
            role=party.role_label,
            case=party.case if party.case_id in seen else None,
            ask=party.case.responsible.name,
            is_open=party.case.is_open,
            is_strong=is_same
            and party.case.is_open
            and are_opposed(sought.role, party.role),
            key=f"{contact.pk}.{party.case_id}.{party.role}",
        )
        for party in parts
    ]
