"""The client's pages about his cases, through the client."""

from __future__ import annotations

from collections.abc import Callable

from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import DocumentFactory, PartyFactory, ShareFactory
from tests.portal.counting import statements

SignIn = Callable[..., HostClient]


def test_a_client_sees_his_cases_only(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.sofie).get("/cases/")

    assert list(response.context["page_obj"].object_list) == [cast.sale]
    assert response.context["page_obj"].object_list[0].documents_count == 1


def test_a_client_sees_what_is_shared_only(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.sofie).get(f"/cases/{cast.sale.pk}/")

    shown = response.content.decode()
    assert response.context["documents"] == [cast.deed]
    assert "Draft deed peeters" in shown
    assert "Memo peeters" not in shown
    assert "Opponent" not in shown


def test_another_client_gets_404_not_403(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.tom).get(f"/cases/{cast.sale.pk}/")

    assert response.status_code == 404


def test_without_signing_in_there_is_nothing(on_firm: HostClient, cast: Cast) -> None:
    response = on_firm.get(f"/cases/{cast.sale.pk}/")

    assert response.url.startswith("/sign-in/")


def test_the_list_costs_the_same_for_one_and_for_thirty(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.sofie)
    few = statements(client, "/cases/")

    for _ in range(30):
        party = PartyFactory(contact=cast.sofie_contact)
        ShareFactory(document=DocumentFactory(case=party.case))
    many = statements(client, "/cases/")
    response = client.get("/cases/")

    assert response.context["page_obj"].paginator.count == 31
    assert many == few


def test_equal_keys_show_each_firm_its_own(
    as_user: SignIn, cast: Cast, other_cast: Cast, other_firm: Firm
) -> None:
    address = f"/cases/{cast.sale.pk}/"

    here = as_user(cast.sofie).get(address).content.decode()
    there = as_user(other_cast.sofie, at=other_firm).get(address).content.decode()

    assert "Sale of a house peeters" in here
    assert "devries" not in here
    assert "Sale of a house devries" in there
