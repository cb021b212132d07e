"""Imports of contacts, and one with a problem on every line."""

from __future__ import annotations

from tests.cast import key
from tests.crowd.page import Page, run

ROWS = 10_000
JOBS = """
INSERT INTO portal_people_contactimport (id, file_name, columns, state, lines, good,
    known, bad, imported, created_by_id, created_at)
SELECT CASE WHEN n = 1 THEN %(job)s ELSE uuidv7() END, 'contacts-' || n || '.csv',
    '{}', CASE WHEN n = 1 THEN 'checked' ELSE 'done' END, 100, 100, 0, 0, 100,
    %(laura)s, now() - n * interval '1 day'
FROM generate_series(1, 100) AS n
"""
PROBLEMS = """
INSERT INTO portal_people_importproblem (id, job_id, line, "column", value, code,
    is_known)
SELECT uuidv7(), %(job)s, n, 'E-mail', 'nobody' || n, 'email', n %% 5 = 0
FROM generate_series(1, %(count)s::int) AS n
"""

LISTS = [
    Page(what="imports", name="desk:people:imports"),
    Page(what="an import's lines", name="desk:people:import", thing="checked"),
    Page(what="an import's lines, late", name="desk:people:import", thing="checked",
        query="page=150", few="page=2"),
]  # fmt: skip


def furnish(count: int) -> None:
    """A hundred imports; the latest has so many lines with a problem."""
    run(JOBS, job=key("checked"), laura=key("Laura"))
    run(PROBLEMS, job=key("checked"), count=count)
