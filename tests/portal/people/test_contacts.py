"""Who sees which contact, and how one is found."""

from __future__ import annotations

import pytest

from portal.people.models import Contact
from tenants.models import Firm
from tests.cast import Cast
from tests.factories import ContactFactory


def test_staff_see_every_contact(cast: Cast, inside: Firm) -> None:
    assert Contact.objects.visible_to(cast.bart).count() == Contact.objects.count()


def test_a_client_sees_himself_only(cast: Cast, inside: Firm) -> None:
    assert list(Contact.objects.visible_to(cast.sofie)) == [cast.sofie_contact]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nele", True),
        ("CLAES nele", True),
        ("example.org", True),
        ("555 01", True),
        ("nele peeters", False),
        ("%", False),
    ],
)
def test_search_needs_every_word(words: str, *, found: bool, inside: Firm) -> None:
    ContactFactory(name="Nele Claes", email="n@example.org", phone="+32 555 01 20")

    assert Contact.objects.matching(words).exists() is found


def test_order_is_by_name_whatever_its_capitals(inside: Firm) -> None:
    for name in ("de Wit", "Ecker", "Claes"):
        ContactFactory(name=name)

    names = [contact.name for contact in Contact.objects.by_name()]

    assert names == ["Claes", "de Wit", "Ecker"]
