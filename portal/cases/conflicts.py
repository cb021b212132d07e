"""Conflicts of interest: who is already known to the firm, and on which side.

Somebody is the same by contact, e-mail address, telephone or enterprise number, or an
equal name; a name may also be alike. A hit is strong when the same person stands on the
other side of an open case now. All cases count, also closed ones and those behind a
wall; of what the reader may not see, only whom to ask is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import CharField, FloatField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.cases.models import CLIENT_ROLES, Case, Party, PartyRole
from portal.people import finding
from portal.people.models import Contact, ContactPoint
from tenants.accounts.models import User

MOST_ALIKE = 20  # contacts of a name that is alike, the closest first
MOST_PARTS = 300
CERTAIN = 100.0  # above every closeness of names
OPPOSED = (PartyRole.OPPOSING_PARTY,)
ALIKE = "alike"
HOW: Mapping[str, Promise] = {
    "contact": gettext_lazy("the same contact"),
    "number": gettext_lazy("the same enterprise number"),
    "email": gettext_lazy("the same e-mail address"),
    "phone": gettext_lazy("the same telephone number"),
    "name": gettext_lazy("the same name"),
    ALIKE: gettext_lazy("a name that is alike"),
}

if TYPE_CHECKING:
    Rows = QuerySet[Contact, tuple[UUID, str, str, str]]


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
class Known:
    """A contact that may be meant: key and name of it, by which of the questions, and
    how (a word of HOW)."""

    contact: Contact
    asked: int
    how: str


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
    """Who of them, or who is like them, is party to a case other than `apart_from`.

    Two queries, for however many are asked about.
    """
    known = _known(sought)
    parts = _parts({each.contact.pk for each in known}, user, apart_from)
    hits = [
        hit
        for each in known
        for hit in _hits(each, sought[each.asked], parts.get(each.contact.pk, []))
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


def _known(sought: Sequence[Sought]) -> list[Known]:
    """The contacts that may be meant, once for each question, by what says most."""
    asked = [
        query
        for number, each in enumerate(sought)
        for query in (_same(each, number), _alike(each, number))
        if query is not None
    ]
    if not asked:
        return []
    first, *others = asked
    found: dict[tuple[str, UUID], Known] = {}
    for pk, name, number, how in first.union(*others, all=True) if others else first:
        contact = Contact(id=pk, name=name)
        each = Known(contact=contact, asked=int(number), how=how)
        before = found.setdefault((number, pk), each)
        if before.how == ALIKE:
            found[number, pk] = each
    return list(found.values())


def _same(sought: Sought, number: int) -> Rows | None:
    """The same by contact, number or address, which is the first that fits."""
    emails, phones = _reached_by(sought.emails), _reached_by(sought.phones)
    ways = [
        (Q(pk=sought.contact), "contact", sought.contact),
        (Q(enterprise_number=sought.number), "number", sought.number),
        (Q(email__in=sought.emails) | emails, "email", sought.emails),
        (Q(phone__in=sought.phones) | phones, "phone", sought.phones),
    ]
    asked = [(is_same, how) for is_same, how, value in ways if value]
    if not asked:
        return None
    how = models.Case(
        *(When(is_same, then=Value(how)) for is_same, how in asked),
        default=Value(""),
        output_field=CharField(),
    )
    found = Contact.objects.filter(reduce(or_, (is_same for is_same, _how in asked)))
    return _rows(found, number, how)


def _alike(sought: Sought, number: int) -> Rows | None:
    """Those whose name is alike, the closest first."""
    name = finding.plain(sought.name)
    if not name:
        return None
    closest = models.Case(
        When(search_name__contains=name, then=Value(CERTAIN)),
        default=finding.closeness(name, field="search_name"),
        output_field=FloatField(),
    )
    found = Contact.objects.matching(sought.name).order_by(closest.desc(), "pk")
    return _rows(found[:MOST_ALIKE], number, Value(ALIKE, output_field=CharField()))


def _reached_by(values: frozenset[str]) -> Q:
    """The contacts that have one of these as a further address or number."""
    points = ContactPoint.objects.filter(value__in=values)
    return Q(pk__in=points.values("contact"))


def _rows(contacts: QuerySet[Contact], number: int, how: Combinable) -> Rows:
    asked = Value(str(number), output_field=CharField())
    return contacts.annotate(asked=asked, how=how).values_list(
        "pk", "name", "asked", "how"
    )


def _parts(
    keys: Iterable[UUID], user: User, apart_from: UUID | None
) -> dict[UUID, list[Party]]:
    """The parts of these contacts in all cases of the firm, and whether the reader
    may see the case."""
    seen = Case.objects.visible_to(user).filter(pk=models.OuterRef("case"))
    rows = Party.objects.filter(contact__in=list(keys)).exclude(case=apart_from)
    latest = rows.annotate(is_seen=models.Exists(seen)).order_by("-added_at")
    found: dict[UUID, list[Party]] = {}
    for party in latest.select_related("case__responsible")[:MOST_PARTS]:
        found.setdefault(party.contact_id, []).append(party)
    return found


def _letters(name: str) -> list[str]:
    """The words of a name in whatever order: "Peeters Jan" is Jan Peeters."""
    return sorted(finding.plain(name).split())


def _hits(known: Known, sought: Sought, parts: list[Party]) -> list[Hit]:
    contact, is_same = known.contact, known.how != ALIKE
    if not is_same and _letters(sought.name) == _letters(contact.name):
        known, is_same = replace(known, how="name"), True
    words = str(HOW[known.how])
    if not parts:
        is_itself = contact.pk == sought.contact
        return (
            [] if is_itself else [Hit(sought=sought.name, contact=contact, how=words)]
        )
    return [
        Hit(
            sought=sought.name,
            contact=contact,
            how=words,
            role=party.role_label,
            case=party.case if party.is_seen else None,  # type: ignore[attr-defined]
            ask=party.case.responsible.name,
            is_open=party.case.is_open,
            is_strong=is_same
            and party.case.is_open
            and are_opposed(sought.role, party.role),
            key=f"{contact.pk}.{party.case_id}.{party.role}",
        )
        for party in parts
    ]
