"""The desk's pages about cases, through the client."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from portal.cases.models import Case, Party
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import (
    NOW,
    CaseFactory,
    ContactFactory,
    DocumentFactory,
    PartyFactory,
    ShareFactory,
)
from tests.portal.counting import statements

SignIn = Callable[..., HostClient]


def typed(cast: Cast, **fields: str) -> dict[str, str]:
    return {
        "title": "Dispute",
        "responsible": str(cast.laura.pk),
        **rows(),
        **fields,
    }


def rows(*parties: tuple[str, str]) -> dict[str, str]:
    """The rows of parties, each somebody and a role."""
    sent = {"party-TOTAL_FORMS": str(len(parties)), "party-INITIAL_FORMS": "0"}
    for number, (who, role) in enumerate(parties):
        sent |= {f"party-{number}-who": who, f"party-{number}-role": role}
    return sent


def test_the_list_shows_open_cases_latest_first(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    later = CaseFactory(updated_at=NOW + timedelta(hours=1))
    CaseFactory(closed_at=NOW)

    response = as_user(cast.bart).get("/desk/cases/")

    cases = list(response.context["page_obj"])
    assert cases[0] == later
    assert set(cases) == {later, cast.sale, cast.divorce}


@pytest.mark.parametrize(
    ("address", "count"),
    [("?state=closed", 1), ("?state=all", 3), ("?state=nonsense", 2)],
)
def test_the_list_filters_by_state(
    address: str, count: int, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    CaseFactory(closed_at=NOW)

    response = as_user(cast.bart).get(f"/desk/cases/{address}")

    assert response.context["page_obj"].paginator.count == count


def test_the_list_finds_by_a_partys_name(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.bart).get("/desk/cases/?q=sofie")

    assert list(response.context["page_obj"]) == [cast.sale]


def test_the_list_costs_the_same_for_two_and_for_thirty(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.bart)
    few = statements(client, "/desk/cases/")

    for _ in range(30):
        PartyFactory()
    many = statements(client, "/desk/cases/")
    response = client.get("/desk/cases/")

    assert len(response.context["page_obj"]) == 25
    assert many == few


def test_a_page_costs_the_same_with_thirty_documents_and_parties(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client, page = as_user(cast.bart), f"/desk/cases/{cast.sale.pk}/"
    few = statements(client, page)

    for _ in range(30):
        ShareFactory(document=DocumentFactory(case=cast.sale))
        PartyFactory(case=cast.sale)
    many = statements(client, page)
    response = client.get(page)

    assert len(response.context["documents"]) == 32
    assert many == few


def test_the_form_knows_the_contact_one_comes_from(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.bart).get(
        f"/desk/cases/new/?contact={cast.sofie_contact.pk}"
    )

    shown = response.content.decode()
    assert 'value="Sofie peeters &lt;sofie@example.com&gt;"' in shown


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("reference", "2026/sale"),
        ("responsible", ""),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_saved(
    field: str, value: str, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    response = as_user(cast.bart).post(
        "/desk/cases/new/", typed(cast, **{field: value})
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Case.objects.count() == 2


def test_a_client_is_never_responsible(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.bart).post(
        "/desk/cases/new/", typed(cast, responsible=str(cast.sofie.pk))
    )

    assert list(response.context["form"].errors) == ["responsible"]


def test_a_case_is_changed(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    fields = typed(cast, title="Sale of a barn", reference="S-1")

    as_user(cast.bart).post(f"/desk/cases/{cast.sale.pk}/edit/", fields)

    case = Case.objects.get(pk=cast.sale.pk)
    assert (case.title, case.reference) == ("Sale of a barn", "S-1")


def test_a_case_is_closed_and_opened_again(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client, page = as_user(cast.laura), f"/desk/cases/{cast.sale.pk}/"

    client.post(f"{page}closure/")
    assert not Case.objects.get(pk=cast.sale.pk).is_open

    client.post(f"{page}closure/removal/")
    assert Case.objects.get(pk=cast.sale.pk).is_open


def test_a_party_is_added_and_removed(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client, page = as_user(cast.bart), f"/desk/cases/{cast.sale.pk}/"
    witness = ContactFactory(name="Wim Witness")

    added = client.post(
        f"{page}parties/", {"contact": "Wim Witness", "role": "witness"}
    )
    assert added.url == f"{page}?tab=people"
    party = Party.objects.get(case=cast.sale, contact=witness)

    client.post(f"{page}parties/{party.pk}/removal/")
    assert not Party.objects.filter(pk=party.pk).exists()


def test_a_wrong_party_comes_back_on_the_same_page(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.bart).post(
        f"/desk/cases/{cast.sale.pk}/parties/",
        {"contact": "Nobody", "role": "client"},
    )

    assert response.status_code == 422
    assert response.context["tab"] == "people"
    assert "contact" in response.context["party_form"].errors


@pytest.mark.parametrize("page", ["parties/", "documents/"])
def test_reloading_a_refused_form_leads_to_the_case(
    page: str, as_user: SignIn, cast: Cast
) -> None:
    case = f"/desk/cases/{cast.sale.pk}/"

    response = as_user(cast.bart).get(f"{case}{page}?tab=people")

    assert response.url == f"{case}?tab=people"


def test_a_party_of_another_case_cannot_be_removed(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    party = Party.objects.filter(case=cast.divorce).first()

    response = as_user(cast.bart).post(
        f"/desk/cases/{cast.sale.pk}/parties/{party.pk}/removal/"
    )

    assert response.status_code == 404
    assert Party.objects.filter(pk=party.pk).exists()


@pytest.mark.parametrize("page", ["", "edit/", "closure/", "parties/"])
def test_an_unknown_case_is_404(page: str, as_user: SignIn, cast: Cast) -> None:
    client: Any = as_user(cast.bart)
    send = client.get if page in {"", "edit/"} else client.post

    assert send(f"/desk/cases/{uuid4()}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["", "new/", "{key}/", "{key}/edit/"])
def test_a_client_finds_no_desk(page: str, as_user: SignIn, cast: Cast) -> None:
    address = "/desk/cases/" + page.format(key=cast.sale.pk)

    assert as_user(cast.sofie).get(address).status_code == 404


def test_equal_keys_show_each_firm_its_own(
    as_user: SignIn, cast: Cast, other_cast: Cast, other_firm: Firm
) -> None:
    address = f"/desk/cases/{cast.sale.pk}/"

    here = as_user(cast.bart).get(address).content.decode()
    there = as_user(other_cast.bart, at=other_firm).get(address).content.decode()

    assert "Sale of a house peeters" in here
    assert "devries" not in here
    assert "Sale of a house devries" in there
