"""Contacts that are perhaps one: the same address or number, or nearly the name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q, QuerySet, Value

from portal.people import finding
from portal.people.models import Contact, ContactPoint, ContactQuerySet

LIKE = 0.6  # how like a name must be, of 1
SHOWN = 5
GROUPS_SHOWN = 50
EXACT = ("email", "phone", "enterprise_number", "vat_number")


@dataclass(frozen=True, kw_only=True)
class Group:
    """Contacts that share a value."""

    value: str
    contacts: list[Contact]


def of(contact: Contact) -> list[Contact]:
    """Who may be the same as this one, the surest first. Two queries."""
    others = Contact.objects.there().exclude(pk=contact.pk)
    same = list(others.filter(_shares(contact)).by_name()[:SHOWN])
    if len(same) < SHOWN and any(map(finding.guesses, contact.search_name.split())):
        seen = {each.pk for each in same}
        same += [each for each in _sounding(others, contact) if each.pk not in seen]
    return same[:SHOWN]


def groups() -> list[Group]:
    """All contacts that share an address or a number, in two queries."""
    shared: dict[str, list[str]] = {}
    for name, value in _shared(EXACT[0]).union(*map(_shared, EXACT[1:]), all=True):
        shared.setdefault(name, []).append(value)
    if not shared:
        return []
    has_one = reduce(or_, (Q(**{f"{name}__in": shared[name]}) for name in shared))
    contacts = list(Contact.objects.filter(has_one).by_name())
    return _each_once([
        group
        for name, values in shared.items()
        for group in _grouped(contacts, name, frozenset(values))
    ])  # fmt: skip


def _shares(contact: Contact) -> Q:
    found = Q()
    for name in EXACT:
        if value := getattr(contact, name):
            found |= Q(**{name: value})
    reached = [contact.email, contact.phone, *_values(contact)]
    values = [each for each in reached if each]
    points = ContactPoint.objects.filter(value__in=values).values("contact")
    own = Q(email__in=values) | Q(phone__in=values)
    return found | (own if values else Q(pk=None)) | Q(pk__in=points)


def _values(contact: Contact) -> Iterable[str]:
    return (each.value for each in contact.points.all())


def _sounding(others: ContactQuerySet, contact: Contact) -> QuerySet[Contact]:
    """Those whose whole name, in one word, is nearly the same."""
    name = finding.plain(contact.name).replace(" ", "")
    close = others.filter(finding.like(name, guessed_in="search_name"))
    alike = close.annotate(likeness=finding.closeness(name, field="search_name"))
    return alike.filter(likeness__gte=LIKE).order_by("-likeness", "pk")[:SHOWN]


def _shared(name: str) -> QuerySet[Contact, tuple[str, str]]:
    """The first values of this kind that several have, each after the kind's name."""
    rows = Contact.objects.exclude(**{name: ""}).values(
        kind_=Value(name), value=F(name)
    )
    several = rows.annotate(count=Count("pk")).filter(count__gt=1).order_by("value")
    return several.values_list("kind_", "value")[:GROUPS_SHOWN]


def _grouped(
    contacts: Iterable[Contact], name: str, values: frozenset[str]
) -> list[Group]:
    found: dict[str, list[Contact]] = {}
    for contact in contacts:
        if (value := getattr(contact, name)) in values:
            found.setdefault(value, []).append(contact)
    return [Group(value=value, contacts=each) for value, each in found.items()]


def _each_once(groups: list[Group]) -> list[Group]:
    """Two who share an address and a number are one group."""
    seen: set[frozenset[object]] = set()
    kept = []
    for group in groups:
        keys = frozenset(each.pk for each in group.contacts)
        if keys not in seen:
            seen.add(keys)
            kept.append(group)
    return kept
