"""Who opened my file: what a client is told, and what he is not."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from tenants import audit
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import PartyFactory
from tests.portal.counting import statements

SignIn = Callable[..., HostClient]


def openings(client: HostClient, cast: Cast) -> list[tuple[str, str]]:
    response = client.get(f"/cases/{cast.sale.pk}/history/")
    assert response.status_code == 200
    return [(each.who, each.what) for each in response.context["openings"]]


def test_a_case_that_staff_opened_says_so(as_user: SignIn, cast: Cast) -> None:
    as_user(cast.laura).get(f"/desk/cases/{cast.sale.pk}/")

    found = openings(as_user(cast.sofie), cast)

    assert found == [("Laura peeters", "looked at it")]


def test_the_clients_own_visits_are_his_own(as_user: SignIn, cast: Cast) -> None:
    client = as_user(cast.sofie)
    client.get(f"/cases/{cast.sale.pk}/")
    client.get(f"/documents/{cast.deed.pk}/file/").getvalue()

    assert openings(client, cast) == [
        ("You", "downloaded “Draft deed peeters”"),
        ("You", "looked at it"),
    ]


def test_an_internal_document_is_not_named(as_user: SignIn, cast: Cast) -> None:
    as_user(cast.laura).get(f"/desk/documents/{cast.memo.pk}/file/").getvalue()

    client = as_user(cast.sofie)
    page = client.get(f"/cases/{cast.sale.pk}/history/").content.decode()

    assert "downloaded an internal document of the firm" in page
    assert "Memo" not in page


def test_another_client_of_the_case_is_not_named(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    PartyFactory(case=cast.sale, contact=cast.tom_contact)
    as_user(cast.tom).get(f"/cases/{cast.sale.pk}/")

    found = openings(as_user(cast.sofie), cast)

    assert found == [("Somebody else who may see it", "looked at it")]


def test_a_view_is_one_row_with_its_origin(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    as_user(cast.sofie).get(f"/cases/{cast.sale.pk}/", REMOTE_ADDR="192.0.2.7")

    entry = Entry.objects.get(action="case.viewed")
    assert (entry.target_id, entry.address) == (cast.sale.pk, "192.0.2.7")


def test_the_case_leads_to_it_and_back(as_user: SignIn, cast: Cast) -> None:
    client = as_user(cast.sofie)
    address = f"/cases/{cast.sale.pk}/history/"

    assert address in client.get(f"/cases/{cast.sale.pk}/").content.decode()
    assert f'href="/cases/{cast.sale.pk}/"' in client.get(address).content.decode()


def test_nobody_yet_says_so(as_user: SignIn, cast: Cast) -> None:
    page = as_user(cast.sofie).get(f"/cases/{cast.sale.pk}/history/").content.decode()

    assert "Nobody yet" in page


def test_another_client_gets_404(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.tom).get(f"/cases/{cast.sale.pk}/history/")

    assert response.status_code == 404


def test_it_costs_the_same_for_few_and_for_many(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client, address = as_user(cast.sofie), f"/cases/{cast.sale.pk}/history/"
    now = timezone.now()
    audit.read("case.viewed", cast.sale, by=cast.laura, at=now)
    statements(client, address)
    few = statements(client, address)
    for _each in range(20):
        audit.read("case.viewed", cast.sale, by=cast.bart, at=now)

    assert statements(client, address) == few
