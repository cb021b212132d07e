"""Who sees which case, and how one is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from portal.cases.models import Case
from tenants.models import Firm
from tests.cast import Cast
from tests.factories import NOW, PartyFactory


def test_staff_see_every_case(cast: Cast, inside: Firm) -> None:
    for person in (cast.olivia, cast.laura, cast.bart):
        assert set(Case.objects.visible_to(person)) == {cast.sale, cast.divorce}


def test_a_client_sees_his_own_cases(cast: Cast, inside: Firm) -> None:
    assert list(Case.objects.visible_to(cast.sofie)) == [cast.sale]
    assert list(Case.objects.visible_to(cast.tom)) == [cast.divorce]


def test_the_keys_are_equal_and_the_rows_are_not(
    cast: Cast, other_cast: Cast, inside: Firm
) -> None:
    assert cast.sale.pk == other_cast.sale.pk

    assert Case.objects.get(pk=cast.sale.pk).title == "Sale of a house peeters"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("house", True),
        ("2026/SALE", True),
        ("sofie house", True),
        ("sofie divorce", False),
    ],
)
def test_search_looks_at_title_reference_and_parties(
    words: str, *, found: bool, cast: Cast, inside: Firm
) -> None:
    assert Case.objects.matching(words).filter(pk=cast.sale.pk).exists() is found


def test_clients_are_named_without_another_query(
    cast: Cast, inside: Firm, django_assert_num_queries: Callable[[int], Any]
) -> None:
    later = NOW + timedelta(hours=1)
    PartyFactory(case=cast.sale, contact=cast.tom_contact, added_at=later)

    with django_assert_num_queries(1):
        names = {case.pk: case.clients for case in Case.objects.with_clients()}

    assert names[cast.sale.pk] == ["Sofie peeters", "Tom peeters"]
    assert names[cast.divorce.pk] == ["Tom peeters"]
