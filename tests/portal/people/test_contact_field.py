"""Typing a contact instead of choosing it from a list of ten thousand."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from portal.people.fields import ContactField
from portal.people.models import Contact
from tenants.models import Firm
from tests.factories import ContactFactory


@pytest.fixture
def sofie(inside: Firm) -> Contact:
    """Not the only Sofie."""
    ContactFactory(name="Sofie Maes", email="maes@example.com")
    return ContactFactory(name="Sofie Vermeulen", email="sofie@example.com")


def field(**options: bool) -> ContactField:
    return ContactField(among=Contact.objects.all(), **options)


@pytest.mark.parametrize(
    "typed",
    [
        "Sofie Vermeulen <sofie@example.com>",
        "sofie vermeulen",
        "SOFIE@example.com",
        " vermeulen ",
    ],
)
def test_finds_the_one_that_is_meant(typed: str, sofie: Contact) -> None:
    assert field().clean(typed) == sofie


def test_finds_by_key(sofie: Contact) -> None:
    assert field().clean(str(sofie.pk)) == sofie


def test_names_those_that_fit_when_there_are_several(sofie: Contact) -> None:
    with pytest.raises(ValidationError, match=r"maes@example\.com.*sofie@example\.com"):
        field().clean("Sofie")


def test_an_unknown_name_says_what_to_do(sofie: Contact) -> None:
    with pytest.raises(ValidationError, match="Add the contact first"):
        field().clean("Nobody")


def test_a_contact_that_may_not_be_seen_is_unknown(sofie: Contact) -> None:
    hidden = ContactField(among=Contact.objects.none())

    with pytest.raises(ValidationError, match="Add the contact first"):
        hidden.clean(str(sofie.pk))


def test_may_be_left_empty_when_optional(sofie: Contact) -> None:
    assert field(required=False).clean("") is None


def test_the_whole_name_wins_over_a_part_of_one(inside: Firm) -> None:
    short = ContactFactory(name="Jan Maes", email="")
    ContactFactory(name="Jan Maes-Claes")

    assert field().clean("Jan Maes") == short
