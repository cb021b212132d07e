"""A contact as it is kept: addresses and numbers in one form, and the text by which it
is found. Every action that writes a contact goes through here."""

from __future__ import annotations

from collections.abc import Iterable

from portal.people import finding, numbers
from portal.people.models import Contact
from portal.people.points import Point
from tenants.accounts.models import normalise_email


def tidy(contact: Contact, points: Iterable[Point]) -> None:
    """Bring the fields of a contact, with its further points, into the form in which
    they are kept. Saves nothing."""
    contact.name = contact.name.strip()
    contact.email = normalise_email(contact.email)
    contact.phone = numbers.phone_or_as_typed(contact.phone)
    mark(contact, points)


def mark(contact: Contact, points: Iterable[Point]) -> None:
    """Write down by what the contact is found."""
    contact.search_name = searched_name(contact.name)
    contact.search_text = search_text(contact, points)


def searched_name(name: str) -> str:
    """The plain name, and again in one word: "vandenbroecke" for "Van den Broecke"."""
    plain = finding.plain(name)
    return f"{plain} {plain.replace(' ', '')}" if " " in plain else plain


def search_text(contact: Contact, points: Iterable[Point]) -> str:
    """All by which the contact can be found."""
    values = [contact.email, contact.phone, *(each.value for each in points)]
    return finding.text_of(
        [
            searched_name(contact.name),
            *values,
            *(numbers.national_phone(each) for each in values if "@" not in each),
            contact.enterprise_number,
            contact.vat_number,
            contact.external_id,
            contact.city,
        ]
    )
