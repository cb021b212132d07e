"""Parties: their roles, and which clients see the case from when on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from portal.cases import party_actions as actions
from portal.cases.models import Case, Party, PartyRole
from portal.documents import queries
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NOW, PartyFactory

SignIn = Callable[..., HostClient]


def of_sofie(cast: Cast) -> Party:
    return Party.objects.select_related("case", "contact").get(
        case=cast.sale, contact=cast.sofie_contact
    )


def test_a_co_client_sees_the_case(cast: Cast, inside: Firm) -> None:
    PartyFactory(case=cast.sale, contact=cast.tom_contact, role=PartyRole.CO_CLIENT)

    assert cast.sale in Case.objects.visible_to(cast.tom)
    assert set(queries.readers(cast.sale.pk)) == {cast.sofie, cast.tom}


@pytest.mark.parametrize(("days", "sees"), [(-1, False), (0, True), (5, True)])
def test_access_begins_on_its_day_at_the_firms_midnight(
    days: int, *, sees: bool, cast: Cast, inside: Firm
) -> None:
    Party.objects.filter(contact=cast.sofie_contact).update(access_from=NOW.date())

    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        assert (cast.sale in Case.objects.visible_to(cast.sofie)) is sees
        assert (cast.sofie in queries.readers(cast.sale.pk)) is sees


def test_access_is_taken_away_and_given(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    page = f"/desk/cases/{cast.sale.pk}/parties/{of_sofie(cast).pk}/"
    desk, client = as_user(cast.bart), as_user(cast.sofie)

    desk.post(page, {"role": "client", "access": "none"})
    assert client.get(f"/cases/{cast.sale.pk}/").status_code == 404
    assert client.get(f"/documents/{cast.deed.pk}/file/").status_code == 404

    desk.post(page, {"role": "client", "access": "now"})
    assert client.get(f"/cases/{cast.sale.pk}/").status_code == 200

    told = Entry.objects.filter(action="party.changed").order_by("pk")
    assert [row.details["after"] for row in told] == [
        {"has_access": False},
        {"has_access": True},
    ]


def test_another_role_ends_what_the_client_sees(cast: Cast, inside: Firm) -> None:
    actions.change_party(
        party=of_sofie(cast), role=PartyRole.WITNESS, has_access=True,
        access_from=None, by=cast.bart, at=NOW,
    )  # fmt: skip

    assert cast.sale not in Case.objects.visible_to(cast.sofie)


def test_a_role_that_the_contact_has_already_is_refused(
    cast: Cast, inside: Firm
) -> None:
    PartyFactory(case=cast.sale, contact=cast.sofie_contact, role=PartyRole.WITNESS)

    with pytest.raises(DomainError, match="already in this case as Witness"):
        actions.change_party(
            party=of_sofie_as_client(cast), role=PartyRole.WITNESS, has_access=True,
            access_from=None, by=cast.bart, at=NOW,
        )  # fmt: skip


def of_sofie_as_client(cast: Cast) -> Party:
    return Party.objects.select_related("case", "contact").get(
        case=cast.sale, contact=cast.sofie_contact, role=PartyRole.CLIENT
    )


def test_a_day_is_asked_for_where_access_begins_later(
    cast: Cast, as_user: SignIn, inside: Firm
) -> None:
    page = f"/desk/cases/{cast.sale.pk}/parties/{of_sofie(cast).pk}/"

    answer = as_user(cast.bart).post(page, {"role": "client", "access": "from"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["access_from"]


def test_a_removal_is_undone_as_it_was(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    party = of_sofie(cast)
    party.has_access = False
    party.save()
    desk, page = as_user(cast.bart), f"/desk/cases/{cast.sale.pk}/parties/"

    removed = desk.post(f"{page}{party.pk}/removal/")
    shown = desk.get(removed.url)
    sent = shown.context["removed"].fields
    desk.post(page, sent)

    assert "Sofie peeters was taken out" in shown.content.decode()
    assert parse_qs(urlsplit(removed.url).query)["access"] == ["none"]
    back = of_sofie(cast)
    assert (back.role, back.has_access) == ("client", False)
