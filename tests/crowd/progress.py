"""Two steps of every case on the way of its practice area."""

from __future__ import annotations

from tests.cast import key
from tests.crowd.page import MOST_OF_ONE, Page, run

ROWS = 10_000
CHANGES = """
INSERT INTO portal_progress_stagechange (id, case_id, stage_id, at, by_id)
SELECT uuidv7(), c.id, s.id, now() - (3 - s.position) * interval '9 days', %(laura)s
FROM portal_cases_case AS c
JOIN portal_progress_stage AS s ON s.area_id = c.practice_area_id AND s.position < 3
LIMIT %(count)s::int
"""

LISTS = [
    Page(what="a case, progress", name="desk:cases:detail", thing="sale",
        query="tab=progress", most=MOST_OF_ONE),
    Page(what="stages", name="desk:stages:list"),
]  # fmt: skip


def furnish(count: int) -> None:
    """So many steps, as far as there are cases."""
    run(CHANGES, count=count, laura=key("Laura"))
