"""The desk's pages about contacts, through the client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from portal.people.models import Contact
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NO_PASSWORD, ClientFactory, ContactFactory
from tests.portal.counting import statements

SignIn = Callable[..., HostClient]

NELE = {
    "kind": "person",
    "name": "Nele Claes",
    "email": "Nele@Example.com",
    "phone": "+32 2 555 01 20",
    "language": "fr",
}


def test_the_list_shows_contacts_and_their_access(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.bart).get("/desk/contacts/")

    contacts = {each.name: each for each in response.context["page_obj"]}
    assert contacts["Sofie peeters"].portal_access == "active"
    assert contacts["Opponent of Divorce peeters"].portal_access == "none"


def test_the_list_searches(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.bart).get("/desk/contacts/?q=sofie")

    names = [each.name for each in response.context["page_obj"]]
    assert names == ["Sofie peeters"]
    assert response.context["is_any_there"]


def test_the_list_costs_the_same_for_one_and_for_thirty(
    as_user: SignIn, cast: Cast, firm: Firm, inside: Firm
) -> None:
    client = as_user(cast.bart)
    few = statements(client, "/desk/contacts/")

    for number in range(30):
        user = ClientFactory(password=NO_PASSWORD) if number % 2 else None
        ContactFactory(user=user)
    many = statements(client, "/desk/contacts/")
    response = client.get("/desk/contacts/")

    assert len(response.context["page_obj"]) == 25
    assert many == few


def test_a_new_contact_is_added(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    response = as_user(cast.bart).post("/desk/contacts/new/", NELE)

    contact = Contact.objects.get(email="nele@example.com")
    assert response.url == f"/desk/contacts/{contact.pk}/"
    assert (contact.created_by, contact.language) == (cast.bart, "fr")


def test_what_was_typed_is_kept_when_something_is_wrong(
    as_user: SignIn, cast: Cast
) -> None:
    response = as_user(cast.bart).post(
        "/desk/contacts/new/", {**NELE, "email": "nele at home"}
    )

    assert response.status_code == 422
    assert "nele at home" in response.content.decode()
    assert "email" in response.context["form"].errors


def test_a_contact_is_changed(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    key = cast.sofie_contact.pk

    response = as_user(cast.bart).post(f"/desk/contacts/{key}/edit/", NELE)

    assert response.status_code == 302
    assert Contact.objects.get(pk=key).name == "Nele Claes"


def test_the_page_of_a_contact_shows_its_cases(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.bart).get(f"/desk/contacts/{cast.sofie_contact.pk}/")

    assert [party.case.pk for party in response.context["parties"]] == [cast.sale.pk]
    assert response.context["access"].state == "active"
    assert response.context["can_invite"] is False


def test_an_invitation_is_sent_and_shown(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    contact = ContactFactory(email="nele@example.com")
    page = f"/desk/contacts/{contact.pk}/"

    response = as_user(cast.bart).post(f"{page}invitation/", follow=True)

    assert response.redirect_chain == [(page, 302)]
    access = response.context["access"]
    assert (access.state, access.is_expired) == ("invited", False)
    assert access.expires_at > access.invited_at


def test_a_refused_invitation_comes_back_in_words(
    as_user: SignIn, cast: Cast, firm: Firm, inside: Firm
) -> None:
    page = f"/desk/contacts/{ContactFactory(email=cast.laura.email).pk}/"

    response = as_user(cast.bart).post(
        f"{page}invitation/",
        follow=True,
        headers={"referer": f"http://{firm.primary_host}{page}"},
    )

    assert "already has an account" in response.content.decode()
    assert response.context["access"].state == "none"


@pytest.mark.parametrize("page", ["", "edit/", "invitation/"])
def test_an_unknown_contact_is_404(page: str, as_user: SignIn, cast: Cast) -> None:
    client: Any = as_user(cast.bart)
    send = client.post if page == "invitation/" else client.get

    assert send(f"/desk/contacts/{uuid4()}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["", "new/", "{key}/", "{key}/edit/"])
def test_a_client_finds_no_desk(page: str, as_user: SignIn, cast: Cast) -> None:
    address = "/desk/contacts/" + page.format(key=cast.sofie_contact.pk)

    assert as_user(cast.sofie).get(address).status_code == 404


def test_equal_keys_show_each_firm_its_own(
    as_user: SignIn, cast: Cast, other_cast: Cast, other_firm: Firm
) -> None:
    address = f"/desk/contacts/{cast.sofie_contact.pk}/"

    here = as_user(cast.bart).get(address).content.decode()
    there = as_user(other_cast.bart, at=other_firm).get(address).content.decode()

    assert "Sofie peeters" in here
    assert "devries" not in here
    assert "Sofie devries" in there
