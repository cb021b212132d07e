"""Pages of a long list: all rows, each once, in the order of the whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models.functions import Lower

from portal.people.models import Contact, ContactQuerySet
from portal.ui.paging import Pages, SearchPages
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import ContactFactory

SignIn = Callable[..., HostClient]
FEW = 3


@pytest.mark.parametrize("kind", [Pages, SearchPages])
def test_pages_follow_each_other_in_the_order_of_the_whole(
    kind: type[Pages], cast: Cast, inside: Firm
) -> None:
    for number in range(5):
        ContactFactory(name=f"{'ab'[number % 2]} {number}")
    found = Contact.objects.order_by(Lower("name").desc(), "pk")

    pages = kind(found, FEW, dressed=ContactQuerySet.with_portal_access)
    shown = [row for number in (1, 2, 3) for row in pages.get_page(str(number))]

    assert shown == list(found)
    assert all(row.portal_access for row in shown)
    assert pages.count == len(shown)


@pytest.mark.parametrize("kind", [Pages, SearchPages])
@pytest.mark.parametrize("asked", ["4", "1000000", "9" * 30])
def test_a_page_that_is_not_there_is_the_last_one(
    kind: type[Pages], asked: str, cast: Cast, inside: Firm
) -> None:
    found = Contact.objects.by_name()
    last = -(-found.count() // FEW)

    page = kind(found, FEW, dressed=ContactQuerySet.with_points).get_page(asked)

    assert page.number == last
    assert list(page) == list(found)[(last - 1) * FEW :]


@pytest.mark.parametrize("kind", [Pages, SearchPages])
def test_nothing_found_is_one_empty_page(
    kind: type[Pages], cast: Cast, inside: Firm
) -> None:
    nobody = Contact.objects.filter(name="nobody").by_name()

    page = kind(nobody, FEW, dressed=ContactQuerySet.with_points).get_page(None)

    assert (list(page), page.paginator.count, page.has_other_pages()) == ([], 0, False)


@pytest.mark.parametrize("asked", ["", "x", "-1", "9" * 30, "1.5"])
def test_whatever_is_typed_as_a_page_is_answered(
    asked: str, cast: Cast, as_user: SignIn
) -> None:
    laura = as_user(cast.laura)

    for address in ("/desk/cases/?q=sale", "/desk/contacts/?q=sofie", "/desk/cases/?"):
        assert laura.get(f"{address}&page={asked}").status_code == 200
