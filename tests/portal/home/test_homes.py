"""The first pages of portal and desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import timezone

from portal.home.views.portal import day_part
from portal.people import actions
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import (
    ContactFactory,
    DocumentFactory,
    PartyFactory,
    ShareFactory,
    UserFactory,
)
from tests.portal.counting import statements

SignIn = Callable[..., HostClient]


def test_a_client_sees_his_cases_and_what_is_new(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.sofie).get("/")

    assert response.context["cases"] == [cast.sale]
    assert response.context["latest"] == [cast.deed]
    assert response.context["contact"].name == "Laura peeters"
    assert "Memo peeters" not in response.content.decode()


def test_the_clients_home_costs_the_same_for_one_case_and_for_thirty(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.sofie)
    few = statements(client, "/")

    for _ in range(30):
        party = PartyFactory(contact=cast.sofie_contact)
        ShareFactory(document=DocumentFactory(case=party.case))
    many = statements(client, "/")
    response = client.get("/")

    assert len(response.context["latest"]) == 5
    assert many == few
    assert many <= 15


def test_staff_who_ask_for_the_clients_home_get_their_own(
    as_user: SignIn, cast: Cast
) -> None:
    assert as_user(cast.laura).get("/").url == "/desk/"


def test_a_fresh_firm_is_shown_its_first_steps(
    as_user: SignIn, firm: Firm, inside: Firm
) -> None:
    owner = UserFactory(role="owner")

    context = as_user(owner).get("/desk/").context

    steps = ("has_contact", "has_case", "has_share")
    assert [context[step] for step in steps] == [False, False, False]


def test_the_desk_shows_what_is_recent_and_who_has_not_come(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    contact = ContactFactory(name="Nele Claes")
    actions.invite_contact(contact=contact, by=cast.bart, at=timezone.now())

    context = as_user(cast.bart).get("/desk/").context

    assert set(context["recent_cases"]) == {cast.sale, cast.divorce}
    assert set(context["recent_documents"]) == {cast.deed, cast.memo}
    assert [each.contact for each in context["open_invitations"]] == [contact]
    assert context["has_share"] is True


def test_the_desks_home_costs_the_same_for_few_rows_and_for_many(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.bart)
    invite(cast, 1)
    few = statements(client, "/desk/")

    invite(cast, 10)
    for _ in range(10):
        DocumentFactory(case=PartyFactory().case)
    many = statements(client, "/desk/")

    assert many == few


def invite(cast: Cast, count: int) -> None:
    for _ in range(count):
        actions.invite_contact(
            contact=ContactFactory(), by=cast.bart, at=timezone.now()
        )


def test_a_client_finds_no_desk(as_user: SignIn, cast: Cast) -> None:
    assert as_user(cast.sofie).get("/desk/").status_code == 404


@pytest.mark.parametrize(
    ("hour", "part"), [(0, "morning"), (12, "afternoon"), (18, "evening")]
)
def test_the_greeting_follows_the_hour(hour: int, part: str) -> None:
    assert day_part(datetime(2026, 11, 23, hour)) == part  # noqa: DTZ001
