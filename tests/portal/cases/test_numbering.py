"""The firm's own pattern of references."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from portal.cases import actions, numbering, rule_actions
from portal.cases.models import Case, CaseNumber, PracticeArea
from portal.cases.numbering import Numbered
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NOW, CaseFactory

SignIn = Callable[..., HostClient]
PAGE = "/desk/settings/cases/numbering/"
NEXT_YEAR = datetime(2027, 3, 1, tzinfo=UTC)


def number(cast: Cast, pattern: str, **wish: Any) -> None:
    wish = {"restarts": True, "next_number": 1, **wish}
    rule_actions.number(pattern=pattern, by=cast.olivia, at=NOW, **wish)


def opened(cast: Cast, at: datetime = NOW, **fields: Any) -> str:
    case = Case(responsible=cast.laura, title="Dispute", **fields)
    return actions.open_case(case=case, by=cast.laura, at=at).reference


@pytest.mark.parametrize(
    ("pattern", "reference"),
    [
        ("{year}/{number:4}", "2026/0014"),
        ("{area}-{yy}-{number:3}", "FAM-26-014"),
        ("D {year}.{number}", "D 2026.14"),
        ("{number:1}/{yy}", "14/26"),
    ],
)
def test_a_pattern_makes_references(pattern: str, reference: str) -> None:
    numbered = Numbered(year=2026, number=14, area="FAM")

    assert numbering.written(pattern, numbered) == reference


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("{year}", "number"),
        ("{year}/{number}/{number:3}", "once"),
        ("{year}/{nummer}", "Use letters"),
        ("{year}/{number}}", "Use letters"),
        ("{year}/{number}<b>", "Use letters"),
        ("X{number}", "needs"),
        ("{year}/{number}" + "x" * 30, "too long"),
        ("", "number"),
    ],
)
def test_a_pattern_that_cannot_work_is_refused(pattern: str, why: str) -> None:
    with pytest.raises(DomainError, match=why):
        numbering.checked(pattern, restarts=True)


def test_without_a_new_start_no_year_is_needed() -> None:
    assert numbering.checked(" D{number:5} ", restarts=False) == "D{number:5}"


def test_cases_follow_the_pattern_from_the_number_on(cast: Cast, inside: Firm) -> None:
    number(cast, "{area}-{yy}-{number:3}", next_number=20)
    family = PracticeArea.objects.get(slug="family")

    assert opened(cast, practice_area=family) == "FAM-26-020"
    assert opened(cast) == "GEN-26-021"


def test_numbers_begin_again_in_a_new_year_or_never(cast: Cast, inside: Firm) -> None:
    number(cast, "{year}/{number}", next_number=7)
    assert opened(cast) == "2026/7"
    assert opened(cast, at=NEXT_YEAR) == "2027/1"

    number(cast, "D{number}", restarts=False, next_number=100)
    assert opened(cast) == "D100"
    assert opened(cast, at=NEXT_YEAR) == "D101"
    assert CaseNumber.objects.get(year=0).last == 101


def test_numbers_taken_by_hand_are_passed_over(cast: Cast, inside: Firm) -> None:
    for taken in range(1, 45):
        CaseFactory(reference=f"2026/{taken:04}")

    assert opened(cast) == "2026/0045"


def test_a_next_number_that_is_taken_is_refused(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    CaseFactory(reference="26-005")

    answer = as_user(cast.olivia).post(
        PAGE, {"pattern": "{yy}-{number:3}", "restarts": "on", "next_number": "5"}
    )

    assert answer.status_code == 422
    assert "26-005 exists already" in answer.content.decode()


def test_a_preview_saves_nothing(cast: Cast, inside: Firm, as_user: SignIn) -> None:
    typed = {"pattern": "{yy}-{number:3}", "restarts": "on", "next_number": "5"}
    olivia = as_user(cast.olivia)

    shown = olivia.post(PAGE, {**typed, "preview": "1"}).context["preview"]
    before = opened(cast)
    olivia.post(PAGE, typed)

    assert [each[-3:] for each in shown] == ["005", "006", "007"]
    assert before == "2026/0001"
    assert Entry.objects.get(action="rules.numbering").details["after"] == {
        "pattern": "{yy}-{number:3}",
        "restarts": True,
        "next": 5,
    }


def test_only_owners_change_it(cast: Cast, as_user: SignIn) -> None:
    assert as_user(cast.laura).get("/desk/settings/cases/").status_code == 200
    assert as_user(cast.laura).get(PAGE).status_code == 403
