"""A firm with 10,000 contacts and 5,000 cases: what a list or a search costs."""

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
from tests.portal.counting import OF_ROUTING

SignIn = Callable[..., HostClient]
MOST = 11
NOT_COUNTED = (*OF_ROUTING, "SAVEPOINT", "RELEASE")  # the last two are the test's

FIRST = "ARRAY['Jan', 'Sofie', 'Emma', 'Louis', 'Noah', 'Lea', 'Arthur', 'Olivia']"
LAST = "ARRAY['Janssens', 'Peeters', 'Maes', 'Willems', 'Mertens', 'Claes', 'Dubois']"
ABOUT = "ARRAY['inheritance', 'divorce', 'lease', 'dismissal', 'sale', 'accident']"
CONTACTS = f"""
INSERT INTO portal_people_contact
    (id, kind, name, email, phone, language, created_at, search_text, search_name)
SELECT uuidv7(), 'person', name, mail, '', 'nl', now(), lower(name || ' ' || mail),
    lower(name)
FROM (
    SELECT concat_ws(' ', ({FIRST})[1 + n % 8], ({LAST})[1 + n / 8 % 7], word) AS name,
        'person' || n || '@example.com' AS mail
    FROM generate_series(1, 10000) AS n,
        LATERAL (SELECT translate(md5(n::text), '0123456789', 'ghijklmnop') AS w) AS h,
        LATERAL (SELECT initcap(left(h.w, 9)) AS word) AS i
) AS made
"""
CASES = f"""
INSERT INTO portal_cases_case (id, reference, title, area, responsible_id,
    created_by_id, opened_at, opened_on, closed_at, closed_on, retain_until, updated_at,
    search_text)
SELECT uuidv7(), reference, title, '', %(user)s, %(user)s, now(), current_date,
    CASE WHEN n %% 3 = 0 THEN now() END, CASE WHEN n %% 3 = 0 THEN current_date END,
    CASE WHEN n %% 3 = 0 THEN current_date - (n %% 9 - 4) END,
    now() - n * interval '1 minute',
    lower(concat_ws(' ', reference, replace(reference, '/', ''), title))
FROM (
    SELECT n, '2025/' || lpad(n::text, 4, '0') AS reference,
        'The ' || ({ABOUT})[1 + n %% 6] || ' of ' || md5(n::text) AS title
    FROM generate_series(1, 5000) AS n
) AS made
"""
PARTIES = """
INSERT INTO portal_cases_party (id, case_id, contact_id, role, added_at)
SELECT uuidv7(), c.id, p.id, role, now()
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM portal_cases_case) AS c
CROSS JOIN (VALUES (0, 'client'), (1, 'opposing_party')) AS r (shift, role)
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM portal_people_contact) AS p
    ON p.n = (c.n * 2 + shift) % 9999 + 1
"""


@pytest.fixture
def large(cast: Cast, firm: Firm) -> Iterator[Cast]:
    with scope.scope(firm):
        with connection.cursor() as cursor:
            cursor.execute(CONTACTS)
            cursor.execute(CASES, {"user": cast.laura.pk})
            cursor.execute(PARTIES)
        assert Case.objects.count() > 5000
        yield cast


@pytest.mark.timeout(300)
def test_every_list_and_search_asks_little(large: Cast, as_user: SignIn) -> None:
    laura = as_user(large.laura)
    pages = {
        "the list": lambda: laura.get("/desk/cases/"),
        "all, by title": lambda: laura.get("/desk/cases/?state=all&sort=title"),
        "a late page": lambda: laura.get("/desk/cases/?state=all&page=180"),
        "mine, closed": lambda: laura.get("/desk/cases/?state=closed&who=me"),
        "kept long enough": lambda: laura.get("/desk/cases/?state=over"),
        "a word": lambda: laura.get("/desk/cases/?state=all&q=inheritance"),
        "a mistake": lambda: laura.get("/desk/cases/?state=all&q=inheritence"),
        "a party": lambda: laura.get("/desk/cases/?q=willems"),
        "a party's mistake": lambda: laura.get("/desk/cases/?q=wilems"),
        "two words": lambda: laura.get("/desk/cases/?q=sofie divorce"),
        "a reference": lambda: laura.get("/desk/cases/?state=all&q=2025/4321"),
        "nothing": lambda: laura.get("/desk/cases/?q=zzyzzyx"),
        "a short word": lambda: laura.get("/desk/cases/?state=all&q=le"),
        "conflicts": lambda: laura.post(
            "/desk/cases/conflicts/", {"name": "Sofie Peters", "role": "client"}
        ),
        "conflicts of an address": lambda: laura.post(
            "/desk/cases/conflicts/",
            {"name": "Arthur Dubois", "email": "person77@example.com"},
        ),
    }

    counts = {name: _statements(ask) for name, ask in pages.items()}

    assert {name: count for name, count in counts.items() if count > MOST} == {}


def _statements(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    texts = [query["sql"] for query in captured.captured_queries]
    return sum(not text.startswith(NOT_COUNTED) for text in texts)
