"""Stops a document on its way to the other side.

A client whose e-mail address, or whose organisation's domain, is that of an opposing
party or of its counsel is most likely a mistake: the wrong contact was made a client,
or an address was mixed up. It is said before anything is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from portal.cases.models import Case, Party, PartyRole
from portal.documents.sharing.providers import PUBLIC
from portal.people.models import ContactPoint
from portal.people.models.point import Means

ADVERSE = (PartyRole.OPPOSING_PARTY, PartyRole.OPPOSING_COUNSEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A client who looks like the other side: `what` is the address, or the domain."""

    client: Party
    adverse: Party
    what: str


def matches(case: Case, parties: Collection[UUID] | None) -> list[Match]:
    """For the chosen clients, or for all. Two queries, however many there are."""
    found = list(Party.objects.filter(case=case).select_related("contact__user"))
    addresses = _addresses(found)
    adverse = [each for each in found if each.role in ADVERSE]
    chosen = [
        each
        for each in found
        if each.is_client and (parties is None or each.pk in parties)
    ]
    return [
        Match(client=client, adverse=other, what=what)
        for client in chosen
        for other in adverse
        if (what := _shared(addresses[client.contact_id], addresses[other.contact_id]))
    ]


def _addresses(parties: Iterable[Party]) -> dict[UUID, set[str]]:
    """All e-mail addresses of each contact, and that with which it signs in."""
    addresses: defaultdict[UUID, set[str]] = defaultdict(set)
    for party in parties:
        contact = party.contact
        addresses[contact.pk] |= {contact.email.lower()} - {""}
        if contact.user:
            addresses[contact.pk].add(contact.user.email.lower())
    points = ContactPoint.objects.filter(means=Means.EMAIL, contact__in=list(addresses))
    for contact_id, value in points.values_list("contact", "value"):
        addresses[contact_id].add(value.lower())
    return addresses


def _shared(mine: set[str], theirs: set[str]) -> str:
    """The address that both have, or the domain; "" when neither."""
    if both := mine & theirs:
        return min(both)
    domains = _domains(mine) & _domains(theirs)
    return min(domains) if domains else ""


def _domains(addresses: Iterable[str]) -> set[str]:
    return {each.rpartition("@")[2] for each in addresses} - PUBLIC - {""}
