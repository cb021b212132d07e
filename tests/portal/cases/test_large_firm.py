"""A firm with many pages of contacts and cases: what a list or a search asks.

How long they take in a firm with 10,000 contacts and 5,000 cases, and that it asks no
more there, `bin/bench lists` measures; the lists are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.cases.models import Case
from tenants import scope
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.crowd import cases, people
from tests.crowd.page import MOST, Page
from tests.portal.counting import OF_ROUTING

MANY = 500
SignIn = Callable[..., HostClient]
NOT_COUNTED = (*OF_ROUTING, "SAVEPOINT", "RELEASE")  # the last two are the test's


@pytest.fixture
def large(cast: Cast, firm: Firm) -> Iterator[Cast]:
    with scope.scope(firm):
        people.furnish(MANY)
        cases.furnish(MANY)
        assert Case.objects.count() >= MANY
        yield cast


def test_every_list_and_search_asks_little(large: Cast, as_user: SignIn) -> None:
    browsers = {
        "Laura": as_user(large.laura),
        "Olivia": as_user(large.olivia),
        "Sofie": as_user(large.sofie),
    }
    pages = [page for page in (*people.LISTS, *cases.LISTS) if page.most == MOST]

    counts = {page.what: _statements(browsers[page.who], page) for page in pages}

    assert {name: count for name, count in counts.items() if count > MOST} == {}


def _statements(browser: HostClient, page: Page) -> int:
    ask = browser.post if page.sent else browser.get
    with CaptureQueriesContext(connection) as captured:
        response = ask(page.address(), dict(page.sent))
    assert response.status_code == 200
    texts = [query["sql"] for query in captured.captured_queries]
    return sum(not text.startswith(NOT_COUNTED) for text in texts)
