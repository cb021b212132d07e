"""Who sees which case and document: the firm's rules, walls, sections, delegates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from portal.cases.models import Case, CaseSection, Member
from portal.documents import queries
from portal.documents.models import Document
from portal.people.models import Contact, Delegation, Relation
from portal.policy.models import Policy, Section
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Firm
from tests.cast import Cast
from tests.factories import NOW, UserFactory

LATE = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # the 24th has begun in Brussels


def delegate(cast: Cast, **rights: Any) -> User:
    """Somebody who looks along with Sofie."""
    user: User = UserFactory(role=Role.DELEGATE)
    Delegation.objects.create(
        contact=cast.sofie_contact, user=user, relation=Relation.ACCOUNTANT,
        created_by=cast.olivia, created_at=NOW, **rights,
    )  # fmt: skip
    return user


def seen(user: User) -> tuple[set[Case], set[Document]]:
    return (
        set(Case.objects.visible_to(user)),
        set(Document.objects.visible_to(user)),
    )


# What a delegation says: its sections, its last day, whether it was revoked; and what
# its holder then sees on 23 November 2026.
MATRIX = """
cases documents  -           in_force  cases documents
cases -          -           in_force  cases -
-     documents  -           in_force  -     documents
-     -          -           in_force  -     -
cases documents  2026-11-22  in_force  -     -
cases documents  2026-11-23  in_force  cases documents
cases documents  2026-12-31  in_force  cases documents
cases documents  -           revoked   -     -
cases documents  2026-12-31  revoked   -     -
"""


@pytest.mark.parametrize("line", MATRIX.strip().splitlines())
@time_machine.travel(NOW, tick=False)
def test_a_delegate_sees_what_the_delegation_says(
    line: str, cast: Cast, inside: Firm
) -> None:
    cases, documents, last_day, state, sees_cases, sees_documents = line.split()

    user = delegate(
        cast,
        sees_cases=cases == "cases",
        sees_documents=documents == "documents",
        last_day=None if last_day == "-" else date.fromisoformat(last_day),
        revoked_at=NOW if state == "revoked" else None,
    )

    assert seen(user) == (
        set() if sees_cases == "-" else {cast.sale},
        set() if sees_documents == "-" else {cast.deed},
    )
    assert (user in queries.readers(cast.sale.pk)) is (sees_documents != "-")


@time_machine.travel(LATE, tick=False)
def test_the_last_day_ends_at_midnight_of_the_firm(cast: Cast, inside: Firm) -> None:
    assert seen(delegate(cast, last_day=date(2026, 11, 23))) == (set(), set())
    assert seen(delegate(cast, last_day=date(2026, 11, 24)))[0] == {cast.sale}


def test_a_client_who_is_a_delegate_too_sees_both(cast: Cast, inside: Firm) -> None:
    Delegation.objects.create(
        contact=cast.sofie_contact, user=cast.tom, relation=Relation.CO_CLIENT,
        created_by=cast.olivia, created_at=NOW,
    )  # fmt: skip

    assert seen(cast.tom) == ({cast.sale, cast.divorce}, {cast.deed})
    assert seen(cast.sofie) == ({cast.sale}, {cast.deed})
    assert set(Contact.objects.visible_to(cast.tom)) == {
        cast.tom_contact,
        cast.sofie_contact,
    }


# The portal, the firm's switch, the case's own word; and what a client sees.
SECTIONS = """
open   shown   -       seen
open   shown   hidden  -
open   shown   shown   seen
open   hidden  -       -
open   hidden  shown   seen
open   hidden  hidden  -
closed shown   -       -
closed shown   shown   -
"""


@pytest.mark.parametrize("line", SECTIONS.strip().splitlines())
@pytest.mark.parametrize("section", Section.values)
def test_a_section_is_shown_by_the_case_or_else_by_the_firm(
    line: str, section: str, cast: Cast, inside: Firm
) -> None:
    portal, firm, case, result = line.split()
    switch = {f"shows_{section}": firm == "shown"}
    Policy.objects.create(is_portal_open=portal == "open", **switch)
    if case != "-":
        word = {"section": section, "is_shown": case == "shown"}
        CaseSection.objects.create(case=cast.sale, **word)

    rows = dict(zip(Section.values, seen(cast.sofie), strict=True))

    assert bool(rows[section]) is (result == "seen")
    assert cast.sale in Case.objects.visible_to(cast.bart)


def test_nobody_is_mailed_about_documents_that_he_cannot_see(
    cast: Cast, inside: Firm
) -> None:
    assert queries.readers(cast.sale.pk) == [cast.sofie]

    Policy.objects.create(shows_documents=False)

    assert queries.readers(cast.sale.pk) == []


def test_a_closed_section_of_one_case_leaves_the_other_alone(
    cast: Cast, inside: Firm
) -> None:
    CaseSection.objects.create(case=cast.sale, section="cases", is_shown=False)

    assert seen(cast.sofie)[0] == set()
    assert seen(cast.tom)[0] == {cast.divorce}


def test_a_wall_keeps_out_everybody_who_is_not_named(cast: Cast, inside: Firm) -> None:
    Case.objects.filter(pk=cast.sale.pk).update(is_restricted=True)
    guest = UserFactory(role=Role.READING_GUEST)

    for person in (cast.olivia, cast.bart, guest):
        assert seen(person) == ({cast.divorce}, set())
    assert cast.sale in seen(cast.laura)[0]  # responsible
    assert seen(cast.sofie) == ({cast.sale}, {cast.deed})

    Member.objects.create(case=cast.sale, user=cast.bart, added_at=NOW)

    assert seen(cast.bart) == ({cast.sale, cast.divorce}, {cast.deed, cast.memo})


def test_a_firm_may_show_its_staff_their_own_cases_only(
    cast: Cast, inside: Firm
) -> None:
    Policy.objects.create(staff_see_all_cases=False)
    Member.objects.create(case=cast.divorce, user=cast.bart, added_at=NOW)

    assert seen(cast.bart)[0] == {cast.divorce}
    assert seen(cast.laura)[0] == {cast.sale, cast.divorce}
    assert seen(cast.olivia)[0] == {cast.sale, cast.divorce}


def test_a_bookkeeper_sees_cases_and_no_documents(cast: Cast, inside: Firm) -> None:
    bookkeeper = UserFactory(role=Role.BOOKKEEPER)

    assert seen(bookkeeper) == ({cast.sale, cast.divorce}, set())


def test_a_guest_of_the_settings_sees_no_case(cast: Cast, inside: Firm) -> None:
    assert seen(UserFactory(role=Role.SETTINGS_GUEST)) == (set(), set())


def test_rules_of_one_firm_do_not_count_in_another(
    cast: Cast, other_cast: Cast, firm: Firm, other_firm: Firm
) -> None:
    with scope.scope(firm):
        Policy.objects.create(is_portal_open=False)
        Case.objects.update(is_restricted=True)
        assert seen(cast.sofie) == (set(), set())
    with scope.scope(other_firm):
        assert seen(other_cast.sofie) == ({other_cast.sale}, {other_cast.deed})
        assert seen(other_cast.bart)[0] == {other_cast.sale, other_cast.divorce}


@pytest.mark.parametrize("who", ["olivia", "bart", "sofie"])
def test_all_rules_are_asked_in_one_query(
    who: str, cast: Cast, inside: Firm, django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(1):
        list(Document.objects.visible_to(getattr(cast, who)))
