"""Requests of all cases, a hundredth of them of one, with two items each."""

from __future__ import annotations

from tests.cast import key
from tests.crowd.page import MOST_OF_ONE, Page, run

ROWS = 20_000
IN_ONE_CASE = 50
REQUESTS = """
INSERT INTO portal_requests_request (id, case_id, title, asked_by_id, asked_at, state)
SELECT uuidv7(), CASE WHEN n <= %(heavy)s::int THEN %(sale)s ELSE c.id END,
    'Papers ' || n, %(laura)s, now() - n * interval '11 minutes',
    CASE WHEN n %% 3 = 0 THEN 'complete' ELSE 'open' END
FROM generate_series(1, %(count)s::int) AS n
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS all
    FROM portal_cases_case) AS c ON c.place = n %% c.all + 1
"""
ITEMS = """
INSERT INTO portal_requests_item (id, request_id, position, title, state)
SELECT uuidv7(), r.id, n, 'Paper ' || n,
    CASE WHEN r.state = 'complete' THEN 'accepted' WHEN n = 0 THEN 'uploaded'
        ELSE 'open' END
FROM portal_requests_request AS r CROSS JOIN generate_series(0, 1) AS n
WHERE r.title LIKE 'Papers %%'
    AND NOT EXISTS (SELECT 1 FROM portal_requests_item WHERE request_id = r.id)
"""

LISTS = [
    Page(what="a case, requests", name="desk:cases:detail", thing="sale",
        query="tab=requests", most=MOST_OF_ONE),
    Page(what="open requests", name="desk:requests:list"),
    Page(what="client's requests", name="portal:requests:list", who="Sofie"),
]  # fmt: skip


def furnish(count: int) -> None:
    """So many requests, and their items."""
    heavy = max(IN_ONE_CASE, count // 100)
    run(REQUESTS, count=count, heavy=heavy, sale=key("sale"), laura=key("Laura"))
    run(ITEMS)
