"""Several addresses and numbers, typed a line for each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.people import points
from portal.people.models import Contact, ContactPoint, Means
from portal.people.points import Point
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import ContactFactory

SignIn = Callable[..., HostClient]

NELE = {
    "kind": "organisation",
    "name": "Claes & Co",
    "email": "nele@example.com",
    "phone": "0470 12 34 56",
    "other_emails": "Work: Info@Claes.example\n\nnele@home.example",
    "other_phones": "Desk: 02 555 01 20",
    "language": "fr",
    "street": "Veldstraat 1",
    "postal_code": "9000",
    "city": "Gent",
    "enterprise_number": "0403.019.261",
    "vat_number": "BE 0403.019.261",
    "notes": "Pays late.",
}


def test_a_line_may_have_a_word_in_front(inside: Firm) -> None:
    found = points.read("Work: 02 555 01 20\n\n0470 12 34 56", Means.PHONE)

    assert found == [
        Point(Means.PHONE, "+3225550120", "Work"),
        Point(Means.PHONE, "+32470123456"),
    ]


def test_each_wrong_line_is_named(inside: Firm) -> None:
    with pytest.raises(ValidationError) as refusal:
        points.read("nele at home\nnele@example.com\nwork", Means.EMAIL)

    told = " ".join(refusal.value.messages)
    assert "nele at home" in told
    assert "work is not an e-mail address" in told


def test_what_is_written_can_be_read_again(inside: Firm) -> None:
    typed = "Work: +32 2 555 01 20\n+32 470 12 34 56"

    assert points.written(points.read(typed, Means.PHONE), Means.PHONE) == typed


def test_a_contact_keeps_all_of_them(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    response = as_user(cast.bart).post("/desk/contacts/new/", NELE, follow=True)

    contact = Contact.objects.get(email="nele@example.com")
    kept = [str(each) for each in contact.points.in_order()]
    assert kept == [
        "Work: info@claes.example",
        "nele@home.example",
        "Desk: +3225550120",
    ]
    words = response.content.decode()
    for shown in ("+32 2 555 01 20", "0403.019.261", "Pays late.", "9000 Gent"):
        assert shown in words


def test_the_form_shows_them_as_they_are_typed(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.bart)
    client.post("/desk/contacts/new/", NELE)
    page = f"/desk/contacts/{Contact.objects.get(name='Claes & Co').pk}/edit/"

    form = client.get(page).context["form"]
    again = {name: form[name].value() for name in NELE}
    response = client.post(page, {**again, "other_phones": ""})

    assert response.status_code == 302
    assert again["phone"] == "+32 470 12 34 56"
    assert [each.is_email for each in ContactPoint.objects.all()] == [True, True]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("phone", "12"),
        ("other_emails", "nele at home"),
        ("enterprise_number", "0403.019.262"),
        ("vat_number", "NL 1"),
        ("vat_number", "BE 0202.239.951"),
    ],
)
def test_a_wrong_number_is_told_at_its_field(
    field: str, typed: str, as_user: SignIn, cast: Cast
) -> None:
    response = as_user(cast.bart).post("/desk/contacts/new/", {**NELE, field: typed})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_an_old_number_that_cannot_be_read_may_stay(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    contact = ContactFactory(phone="ask for Els")
    page = f"/desk/contacts/{contact.pk}/edit/"

    response = as_user(cast.bart).post(page, {**NELE, "phone": "ask for Els"})

    assert response.status_code == 302
    assert Contact.objects.get(pk=contact.pk).phone == "ask for Els"


def test_notes_are_for_the_firm_only(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    Contact.objects.filter(pk=cast.sofie_contact.pk).update(notes="Pays late.")

    for page in ("/", "/account/", f"/cases/{cast.sale.pk}/"):
        response = as_user(cast.sofie).get(page)
        assert response.status_code == 200
        assert "Pays late." not in response.content.decode()


def test_no_point_stands_twice_at_a_contact(inside: Firm) -> None:
    contact = ContactFactory()
    fields = {"contact": contact, "means": Means.EMAIL, "value": "n@example.com"}
    ContactPoint.objects.create(**fields)

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPoint.objects.create(**fields)
