"""The firm's list of cases: searching, narrowing, sorting, and as a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from portal.cases.models import Case, Member, PracticeArea
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NOW, CaseFactory, ContactFactory, PartyFactory

SignIn = Callable[..., HostClient]


def listed(client: HostClient, query: str) -> list[Case]:
    return list(client.get(f"/desk/cases/{query}").context["page_obj"])


@pytest.mark.parametrize(
    "words", ["erfenis", "erfnis", "MÜLLER", "muler", "muller erfenis", "2026/0417"]
)
def test_a_case_is_found_in_spite_of_accents_and_mistakes(
    words: str, cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    case = CaseFactory(title="Érfenis tante Jeanne", reference="2026/0417")
    PartyFactory(case=case, contact=ContactFactory(name="Zoë Müller"))

    assert listed(as_user(cast.bart), f"?q={words}") == [case]


def test_what_is_alike_is_found_only_when_nothing_is_as_typed(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    exact = CaseFactory(title="Janssen")
    alike = CaseFactory(title="Jansens", updated_at=NOW + timedelta(days=1))
    bart = as_user(cast.bart)

    assert listed(bart, "?q=janssen") == [exact]
    assert listed(bart, "?q=jansenn") == [alike, exact]


def test_the_list_is_narrowed_by_person_and_area(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    family = PracticeArea.objects.get(slug="family")
    mine = CaseFactory(responsible=cast.bart, practice_area=family)
    beside = CaseFactory(responsible=cast.olivia)
    Member.objects.create(case=beside, user=cast.bart, added_at=NOW)
    bart = as_user(cast.bart)

    assert set(listed(bart, "?who=me")) == {mine, beside}
    assert listed(bart, f"?who={cast.olivia.pk}") == [beside]
    assert listed(bart, "?area=family") == [mine]
    assert set(listed(bart, "?area=-")) == {beside, cast.sale, cast.divorce}
    assert listed(bart, "?who=nonsense&area=family&sort=nonsense") == [mine]


def test_the_list_is_sorted(cast: Cast, inside: Firm, as_user: SignIn) -> None:
    first = CaseFactory(title="AAA", reference="0000/1")

    assert listed(as_user(cast.bart), "?sort=title")[0] == first
    assert listed(as_user(cast.bart), "?sort=reference")[0] == first


def test_the_file_has_what_was_asked_for(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    CaseFactory(title="=cmd()", client_title="Yours")

    answer = as_user(cast.bart).get("/desk/cases/export/?q=cmd")

    text = answer.content.decode("utf-8-sig")
    assert "'=cmd()" in text
    assert "Divorce" not in text
    assert Entry.objects.get(action="case.exported").details == {"rows": 1}
