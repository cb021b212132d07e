"""The first pages of portal and desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.template.loader import get_template
from django.utils import timezone

from portal.home import parts
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
from tests.portal.panels import panel_of

SignIn = Callable[..., HostClient]


def test_a_client_sees_his_cases_and_what_is_new(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.sofie).get("/")

    page = response.content.decode()
    assert titles(response, "tasks") == [f"Read: {cast.deed.title}"]
    assert titles(response, "latest") == [cast.deed.title]
    assert cast.sale.portal_title in page
    assert "Laura peeters" in page
    assert "Memo peeters" not in page


def test_what_was_read_is_no_task_any_more(as_user: SignIn, cast: Cast) -> None:
    client = as_user(cast.sofie)
    client.get(f"/documents/{cast.deed.pk}/file/").getvalue()

    response = client.get("/")

    assert titles(response, "tasks") == []
    assert "You have nothing to do now." in response.content.decode()
    assert titles(response, "latest") == [cast.deed.title]


def test_many_new_documents_are_one_task(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    for _ in range(3):
        ShareFactory(document=DocumentFactory(case=cast.sale))

    response = as_user(cast.sofie).get("/")

    assert titles(response, "tasks") == ["Read 4 new documents"]


def test_with_one_open_case_the_home_shows_where_it_stands(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.sofie)

    panel = panel_of(client.get("/"), "cases/_home_portal.html")
    PartyFactory(contact=cast.sofie_contact)
    further = panel_of(client.get("/"), "cases/_home_portal.html")

    assert panel["only"] == cast.sale
    assert further["only"] is None
    assert len(further["cases"]) == 2


def test_the_clients_home_costs_the_same_for_two_cases_and_for_thirty(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.sofie)
    one = statements(client, "/")
    PartyFactory(contact=cast.sofie_contact)
    few = statements(client, "/")

    for _ in range(30):
        party = PartyFactory(contact=cast.sofie_contact)
        ShareFactory(document=DocumentFactory(case=party.case))
    many = statements(client, "/")
    response = client.get("/")

    assert len(response.context["latest"]) == 6
    assert many == few
    assert max(one, many) < 15


def test_staff_who_ask_for_the_clients_home_get_their_own(
    as_user: SignIn, cast: Cast
) -> None:
    assert as_user(cast.laura).get("/").url == "/desk/"


def test_a_fresh_firm_is_shown_its_first_steps(
    as_user: SignIn, firm: Firm, inside: Firm
) -> None:
    owner = UserFactory(role="owner")

    response = as_user(owner).get("/desk/")

    steps = panel_of(response, "documents/_first_steps.html")
    assert steps == {"has_contact": False, "has_case": False}


def test_the_desk_shows_what_is_recent_and_who_has_not_come(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    contact = ContactFactory(name="Nele Claes")
    actions.invite_contact(contact=contact, by=cast.bart, at=timezone.now())

    response = as_user(cast.bart).get("/desk/")

    cases = panel_of(response, "cases/_home_desk.html")
    uploads = panel_of(response, "documents/_home_desk.html")
    waiting = panel_of(response, "people/_open_invitations.html")
    assert set(cases["cases"]) == {cast.sale, cast.divorce}
    assert cases["are_own"] is False
    assert set(uploads["documents"]) == {cast.deed, cast.memo}
    assert [each.contact for each in waiting["invitations"]] == [contact]
    assert response.context["columns"]["top"] == []


def test_who_works_on_cases_finds_these(as_user: SignIn, cast: Cast) -> None:
    response = as_user(cast.laura).get("/desk/")

    cases = panel_of(response, "cases/_home_desk.html")
    assert cases["are_own"] is True
    assert {case.responsible for case in cases["cases"]} == {cast.laura}


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


def titles(response: Any, name: str) -> list[str]:
    return [each.title for each in response.context[name]]


def invite(cast: Cast, count: int) -> None:
    for _ in range(count):
        actions.invite_contact(
            contact=ContactFactory(), by=cast.bart, at=timezone.now()
        )


@pytest.mark.parametrize("face", [parts.DeskPanel, parts.PortalPanel])
def test_no_two_panels_have_a_heading_of_one_name(face: type[parts.Panel]) -> None:
    """Each names its section by the id of its heading."""
    sources = [
        get_template(each.template).template.source  # type: ignore[attr-defined]
        for each in parts.registered(face)
    ]
    names = [
        name for source in sources for name in re.findall(r' id="([^"]+)"', source)
    ]

    assert sources
    assert sorted(set(names)) == sorted(names)


def test_a_client_finds_no_desk(as_user: SignIn, cast: Cast) -> None:
    assert as_user(cast.sofie).get("/desk/").status_code == 404


@pytest.mark.parametrize(
    ("hour", "part"), [(0, "morning"), (12, "afternoon"), (18, "evening")]
)
def test_the_greeting_follows_the_hour(hour: int, part: str) -> None:
    assert day_part(datetime(2026, 11, 23, hour)) == part  # noqa: DTZ001
