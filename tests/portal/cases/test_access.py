"""Walls around a case, and what its own clients see of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from portal.cases import access_actions as actions
from portal.cases.models import Case, CaseSection, Member
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NOW, UserFactory

AsUser = Callable[..., HostClient]


def wall(cast: Cast, *members: Any, **by: Any) -> None:
    actions.set_members(
        cast.sale, members, is_restricted=True, by=by.get("by", cast.laura), at=NOW
    )


def test_a_wall_leaves_those_who_are_named(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    page = f"/desk/cases/{cast.sale.pk}/"
    answer = as_user(cast.laura).post(
        f"{page}members/", {"is_restricted": "on", "members": [cast.bart.pk]}
    )

    assert answer.status_code == 302
    assert as_user(cast.bart).get(page).status_code == 200
    assert as_user(cast.laura).get(page).status_code == 200
    assert as_user(cast.olivia).get(page).status_code == 404
    assert as_user(cast.olivia).get(f"{page}members/").status_code == 404
    assert cast.sale.title.encode() not in as_user(cast.olivia).get("/desk/").content


def test_nobody_walls_himself_out(cast: Cast, inside: Firm, as_user: AsUser) -> None:
    with pytest.raises(DomainError, match="no longer see"):
        wall(cast, cast.bart, by=cast.olivia)

    page = f"/desk/cases/{cast.sale.pk}/members/"
    answer = as_user(cast.olivia).post(page, {"is_restricted": "on"})

    assert answer.status_code == 422
    assert b"no longer see" in answer.content
    assert not Case.objects.get(pk=cast.sale.pk).is_restricted
    assert not Member.objects.exists()


def test_a_wall_is_written_down_with_before_and_after(cast: Cast, inside: Firm) -> None:
    wall(cast, cast.bart)
    wall(cast, cast.bart)

    row = Entry.objects.get(action="case.members")

    assert row.details == {
        "before": {"restricted": False, "members": []},
        "after": {"restricted": True, "members": [str(cast.bart.pk)]},
    }


def test_a_client_cannot_be_a_member(cast: Cast, inside: Firm, as_user: AsUser) -> None:
    answer = as_user(cast.laura).post(
        f"/desk/cases/{cast.sale.pk}/members/", {"members": [cast.sofie.pk]}
    )

    assert answer.status_code == 422
    assert not Member.objects.exists()


def test_who_opens_a_case_for_somebody_else_works_on_it(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    as_user(cast.bart).post(
        "/desk/cases/new/",
        {
            "title": "Lease",
            "responsible": cast.laura.pk,
            "party-TOTAL_FORMS": "0",
            "party-INITIAL_FORMS": "0",
        },
    )

    case = Case.objects.get(title="Lease")
    assert list(case.members.values_list("user", flat=True)) == [cast.bart.pk]


def test_a_case_hides_what_the_firm_shows_and_takes_it_back(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    page = f"/desk/cases/{cast.sale.pk}/sections/"

    as_user(cast.bart).post(page, {"documents": "hidden", "cases": ""})
    hidden = as_user(cast.sofie).get(f"/documents/{cast.deed.pk}/file/").status_code
    as_user(cast.bart).post(page, {"documents": "", "cases": ""})

    assert hidden == 404
    assert not CaseSection.objects.exists()
    rows = Entry.objects.filter(action="case.sections").order_by("pk")
    assert [row.details for row in rows] == [
        {"before": {"documents": None}, "after": {"documents": False}},
        {"before": {"documents": False}, "after": {"documents": None}},
    ]  # fmt: skip


def test_a_word_that_is_none_of_ours_is_refused(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    answer = as_user(cast.bart).post(
        f"/desk/cases/{cast.sale.pk}/sections/", {"documents": "perhaps"}
    )

    assert answer.status_code == 422
    assert not CaseSection.objects.exists()


def test_a_bookkeeper_sees_the_case_without_its_documents(
    cast: Cast, inside: Firm, as_user: AsUser
) -> None:
    bookkeeper = as_user(UserFactory(role=Role.BOOKKEEPER))

    answer = bookkeeper.get(f"/desk/cases/{cast.sale.pk}/")

    assert answer.status_code == 200
    assert cast.memo.title.encode() not in answer.content
    assert b"/edit/" not in answer.content
    assert bookkeeper.get(f"/desk/documents/{cast.memo.pk}/file/").status_code == 403
