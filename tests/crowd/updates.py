"""Updates of all cases, a hundredth of them of one; half are shared. Every open case
promises another one, a third of these soon."""

from __future__ import annotations

from tests.cast import key
from tests.crowd.page import MOST_OF_ONE, Page, run

ROWS = 50_000
IN_ONE_CASE = 50
UPDATES = """
INSERT INTO portal_updates_update (id, case_id, title, body, at, by_id, shared_at)
SELECT uuidv7(), CASE WHEN n <= %(heavy)s::int THEN %(sale)s ELSE c.id END,
    'Update ' || n, 'The court **answered** us on day ' || n || '.', moment, %(laura)s,
    CASE WHEN n %% 2 = 0 THEN moment END
FROM generate_series(1, %(count)s::int) AS n
CROSS JOIN LATERAL (SELECT now() - n * interval '11 minutes' AS moment) AS h
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS all
    FROM portal_cases_case) AS c ON c.place = n %% c.all + 1
"""
PROMISES = """
INSERT INTO portal_updates_nextupdate (id, case_id, due_on, set_at)
SELECT uuidv7(), id, current_date
    + (CASE WHEN place < 100 OR place %% 3 = 0 THEN place %% 9 - 3 ELSE 14 END)::int,
    now()
FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM portal_cases_case
    WHERE closed_at IS NULL AND reference LIKE '2025/%%') AS c
"""

LISTS = [
    Page(what="a case, updates", name="desk:cases:detail", thing="sale",
        query="tab=updates", most=MOST_OF_ONE),
    Page(what="updates due", name="desk:updates:due"),
    Page(what="updates due, everybody's", name="desk:updates:due", query="who=all"),
    Page(what="updates due, late", name="desk:updates:due", query="who=all&page=30",
        few="who=all&page=2"),
    Page(what="client's updates", name="portal:updates:list", thing="sale",
        who="Sofie"),
]  # fmt: skip


def furnish(count: int) -> None:
    """So many updates, and the promises of all open cases."""
    heavy = max(IN_ONE_CASE, count // 100)
    run(UPDATES, count=count, heavy=heavy, sale=key("sale"), laura=key("Laura"))
    run(PROMISES)
