"""Looking costs two statements a page: which look it is, and its line in the log."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.counting import statements
from tests.portal.viewing.conftest import Look
from tests.portal.viewing.test_looking import places

SignIn = Callable[..., HostClient]


@pytest.mark.parametrize("number", range(5))
def test_a_page_costs_two_statements_more(
    number: int, look: Look, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    path = places(cast)[number]
    client, viewer = as_user(cast.sofie), look()
    for browser in (client, viewer):  # whatever is read once for all
        browser.get(path)

    assert statements(viewer, path) <= statements(client, path) + 2


def test_who_does_not_look_pays_nothing(
    as_user: SignIn, look: Look, cast: Cast, inside: Firm
) -> None:
    bart = as_user(cast.bart)
    bart.get("/desk/")
    before = statements(bart, "/desk/")
    look()

    assert statements(bart, "/desk/") == before
