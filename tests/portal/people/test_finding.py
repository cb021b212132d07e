"""A contact is found in spite of capitals, accents and typing mistakes."""

from __future__ import annotations

import pytest
from django.db import connection

from portal.people import actions, finding, points, refreshing
from portal.people.models import Contact, Kind, Means
from portal.people.points import Point
from tenants.models import Firm
from tests.cast import Cast
from tests.factories import NOW, ContactFactory
from tests.portal.counting import statements


def find(typed: str) -> list[str]:
    found = Contact.objects.matching(typed).best_first(typed)
    return [each.name for each in found]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("D'Hondt-Élias", "dhondt elias"),
        ("Straße Łódź Ærø", "strasse lodz aero"),
        ("  De   WITTE ", "de witte"),
        ("d’Ieteren", "dieteren"),
    ],
)
def test_a_plain_text_has_no_accents(text: str, plain: str) -> None:
    assert finding.plain(text) == plain


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Hélène Baudoux", "helene"),
        ("Helene Baudoux", "Hélène"),
        ("Sofie Vermeulen", "vermuelen"),
        ("Sofie Vermeulen", "sofie vermeulne"),
        ("Janssens & Zonen BV", "jansens"),
        ("François D'Hondt", "dhondt francois"),
        ("Van den Broecke", "vandenbroeke"),
        ("Katarzyna Wiśniewska", "wisnewska"),
    ],
)
def test_accents_and_mistakes_do_no_harm(name: str, typed: str, inside: Firm) -> None:
    ContactFactory(name=name, email="")
    ContactFactory(name="Piet Claes", email="")

    assert find(typed) == [name]


def test_what_is_spelt_as_typed_comes_first(inside: Firm) -> None:
    for name in ("Anna Jansen", "Bea Janssen", "Carl Janssens"):
        ContactFactory(name=name, email="")

    assert find("janssen") == ["Bea Janssen", "Carl Janssens", "Anna Jansen"]


@pytest.mark.parametrize(
    "typed",
    [
        "0470 12 34 56", "0470/12.34.56", "+32 470 12 34 56", "0032470123456", "470123",
        "0403.019.261", "info@claes", "KL-88", "gent",
    ],
)  # fmt: skip
def test_numbers_and_addresses_find_it_too(
    typed: str, cast: Cast, inside: Firm
) -> None:
    contact = Contact(
        kind=Kind.ORGANISATION, name="Claes BV", phone="0470 12 34 56", city="Gent",
        enterprise_number="0403019261", external_id="KL-88",
    )  # fmt: skip
    further = [Point(Means.EMAIL, "info@claes.example", "Desk")]
    actions.create_contact(contact=contact, points=further, by=cast.bart, at=NOW)

    assert find(typed) == ["Claes BV"]


def test_numbers_are_not_guessed_at(inside: Firm) -> None:
    ContactFactory(name="Claes", phone="+32470123456")

    assert find("0470 12 34 57") == []


def test_what_the_release_before_wrote_is_found_after_a_day(inside: Firm) -> None:
    contact = ContactFactory(name="Hélène Baudoux", search_text="", search_name="")
    points.replace(contact, [Point(Means.PHONE, "+3225550120")])

    assert refreshing.refresh() == 1
    assert refreshing.refresh() == 0
    assert find("helene") == find("02 555 01 20") == ["Hélène Baudoux"]


def test_the_index_serves_a_word_with_a_mistake(inside: Firm) -> None:
    query, values = Contact.objects.matching("vermuelen").query.sql_with_params()

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {query}", values)
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "contact_search" in plan
    assert "contact_search_name" in plan


def test_searching_costs_no_more_statements_than_looking(
    as_user: object, cast: Cast
) -> None:
    client = as_user(cast.bart)  # type: ignore[operator]

    looking = statements(client, "/desk/contacts/")

    assert statements(client, "/desk/contacts/?q=sofei") == looking + 1
    assert looking < 12
