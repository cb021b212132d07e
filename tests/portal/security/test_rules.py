"""What owners decide about access, and what clients then meet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from portal.access.permissions import GRANTS, Permission
from portal.cases.models import CaseSection
from portal.people.models import Delegation, Relation
from portal.policy.models import Demand, Policy
from portal.security import actions, roles
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NOW, UserFactory

AsUser = Callable[..., HostClient]
ACCESS, RULES = "/desk/settings/portal/access/", "/desk/settings/security/"
SENT = {
    "staff_second_factor": "required",
    "staff_required_on": "2026-12-01",
    "client_second_factor": "off",
    "client_required_on": "",
    "staff_idle_minutes": "30",
    "staff_session_minutes": "480",
    "client_idle_minutes": "15",
    "client_session_minutes": "240",
}


def test_a_closed_portal_tells_clients_how_to_reach_the_firm(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    Policy.objects.create(is_portal_open=False)

    for page in ("/", "/cases/", f"/cases/{cast.sale.pk}/", "/documents/"):
        answer = as_user(cast.sofie).get(page)
        assert answer.status_code == 403
        assert cast.olivia.email.encode() in answer.content
        assert cast.sale.title.encode() not in answer.content
    assert as_user(cast.sofie).get("/sign-out/").status_code == 200
    assert as_user(cast.laura).get("/desk/").status_code == 200
    assert HostClient(inside.primary_host).get("/sign-in/").status_code == 200


@pytest.mark.parametrize(
    ("section", "page", "other"),
    [("cases", "/cases/", "/documents/"), ("documents", "/documents/", "/cases/")],
)
def test_a_closed_section_is_gone_from_the_navigation_and_says_so(
    section: str, page: str, other: str, cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    Policy.objects.create(**{f"shows_{section}": False})
    sofie = as_user(cast.sofie)

    home, answer = sofie.get("/"), sofie.get(page)

    assert answer.status_code == 403
    assert b"does not use this part" in answer.content
    assert f'href="{page}"'.encode() not in home.content
    assert f'href="{other}"'.encode() in home.content
    assert sofie.get(other).status_code == 200


def test_a_file_of_a_closed_section_is_not_there(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    Policy.objects.create(shows_documents=False)

    answer = as_user(cast.sofie).get(f"/documents/{cast.deed.pk}/file/")

    assert answer.status_code == 404


def test_a_case_that_shows_more_than_the_firm_keeps_its_way_in(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    Policy.objects.create(shows_cases=False)
    CaseSection.objects.create(case=cast.sale, section="cases", is_shown=True)

    assert as_user(cast.sofie).get("/cases/").status_code == 200
    assert as_user(cast.tom).get("/cases/").status_code == 403


def test_a_case_that_hides_its_documents_says_nothing_of_them(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    CaseSection.objects.create(case=cast.sale, section="documents", is_shown=False)

    answer = as_user(cast.sofie).get(f"/cases/{cast.sale.pk}/")

    assert answer.status_code == 200
    assert b"documents-title" not in answer.content
    assert b"1 document" not in as_user(cast.sofie).get("/cases/").content


def test_a_delegate_meets_only_the_sections_of_his_delegation(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    user = UserFactory(role=Role.DELEGATE)
    Delegation.objects.create(
        contact=cast.sofie_contact, user=user, relation=Relation.ACCOUNTANT,
        sees_cases=False, created_by=cast.olivia, created_at=NOW,
    )  # fmt: skip
    browser = as_user(user)

    assert browser.get("/cases/").status_code == 403
    assert cast.deed.title.encode() in browser.get("/documents/").content
    file = browser.get(f"/documents/{cast.deed.pk}/file/")
    assert b"".join(file.streaming_content).startswith(b"%PDF")
    assert b'href="/cases/"' not in browser.get("/").content


def test_owners_choose_what_clients_see(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    answer = as_user(cast.olivia).post(
        f"{ACCESS}change/", {"is_portal_open": "on", "shows_documents": "on"}
    )

    policy = Policy.objects.get()
    assert answer.status_code == 302
    assert (policy.shows_cases, policy.shows_documents) == (False, True)
    row = Entry.objects.get(action="policy.changed")
    assert row.details == {
        "before": {"shows_cases": True},
        "after": {"shows_cases": False},
    }


def test_what_stays_as_it_was_is_not_written_down(cast: Cast, inside: Firm) -> None:
    actions.change_policy({"shows_cases": True}, by=cast.olivia, at=NOW)

    assert not Entry.objects.filter(action="policy.changed").exists()


def test_owners_demand_a_second_factor_from_a_day_of_their_own(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    answer = as_user(cast.olivia).post(f"{RULES}change/", SENT)

    policy = Policy.objects.get()
    assert answer.status_code == 302
    assert policy.staff_second_factor == Demand.REQUIRED
    assert policy.staff_required_from.isoformat() == "2026-11-30T23:00:00+00:00"
    assert policy.client_required_from is None
    assert not policy.staff_see_all_cases


@pytest.mark.parametrize(
    "wrong",
    [
        {"staff_second_factor": "never"},
        {"staff_required_on": "soon"},
        {"client_idle_minutes": "7"},
        {"staff_idle_minutes": "480", "staff_session_minutes": "240"},
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    wrong: dict[str, Any], cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    answer = as_user(cast.olivia).post(f"{RULES}change/", {**SENT, **wrong})

    assert answer.status_code == 422
    assert b"error-summary" in answer.content
    assert not Policy.objects.exists()


@pytest.mark.parametrize("page", [ACCESS, RULES, f"{RULES}networks/"])
def test_lawyers_may_read_the_rules_only(
    page: str, cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    answer = as_user(cast.laura).get(page)

    assert answer.status_code == 200
    assert b"Only an owner" in answer.content


def test_every_right_inside_a_firm_has_plain_words() -> None:
    worded = [permission for group in roles.WORDS for permission in group]
    inside = {
        permission
        for permission, granted in GRANTS.items()
        if set(granted) & set(roles.ROLES)
    }

    assert set(worded) == inside
    assert len(worded) == len(inside)


def test_a_line_says_one_thing_of_each_role() -> None:
    for group in roles.WORDS:
        granted = [set(GRANTS[each]) & set(roles.ROLES) for each in group]
        assert all(each == granted[0] for each in granted), group


def test_the_table_shows_what_the_gate_asks(cast: Cast, as_user: AsUser) -> None:
    answer = as_user(cast.bart).get("/desk/settings/roles/")

    found = {str(line.text): line.answers for line in roles.lines()}
    assert dict(found["Open documents"])["Bookkeeper"] is False
    assert Permission.DOCUMENT_VIEW in GRANTS
    assert b"Bookkeeper" in answer.content
