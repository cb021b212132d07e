"""A case with more documents than one page holds."""

from __future__ import annotations

from collections.abc import Callable

from portal.documents.case_part import PAGE_SIZE, SHOWN
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import CaseFactory, DocumentFactory, ShareFactory

SignIn = Callable[..., HostClient]


def test_the_desk_shows_them_page_by_page_and_counts_all(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    DocumentFactory.create_batch(PAGE_SIZE, case=cast.sale)
    bart, page = as_user(cast.bart), f"/desk/cases/{cast.sale.pk}/?tab=documents"

    first, second = (bart.get(f"{page}&page={number}") for number in (1, 2))

    assert len(first.context["documents"]) == PAGE_SIZE
    assert len(second.context["documents"]) == 2
    assert f'<span class="count">{PAGE_SIZE + 2}</span>' in first.content.decode()


def test_a_client_is_led_from_the_latest_to_all_of_the_case(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    for _ in range(SHOWN):
        ShareFactory(document=DocumentFactory(case=cast.sale))
    sofie, way = as_user(cast.sofie), f"/documents/?case={cast.sale.pk}"

    case = sofie.get(f"/cases/{cast.sale.pk}/")
    shown = sofie.get(way)

    assert len(case.context["documents"]) == SHOWN
    assert way in case.content.decode()
    assert shown.context["page_obj"].paginator.count == SHOWN + 1
    assert {each.case_id for each in shown.context["page_obj"]} == {cast.sale.pk}


def test_the_list_of_another_s_case_is_empty(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    theirs = ShareFactory(document=DocumentFactory(case=CaseFactory()))
    case = theirs.document.case_id

    shown = as_user(cast.sofie).get(f"/documents/?case={case}")

    assert list(shown.context["page_obj"]) == []
