"""Dates of all cases, three a day before and after now; half of them are shared. Of the
latest deadlines that are over none is done, of the others nine in ten."""

from __future__ import annotations

from tests.cast import key
from tests.crowd.page import MOST_OF_ONE, Page, run

ROWS = 10_000
IN_ONE_CASE = 100
DATES = """
INSERT INTO portal_calendar_calendarentry (id, case_id, kind, title, client_title,
    starts_at, ends_at, zone, is_whole_day, place, video_url, note, responsible_id,
    reminders, shared_at, done_at, done_by_id, created_by_id, created_at, updated_at)
SELECT uuidv7(), CASE WHEN n <= %(heavy)s::int THEN %(sale)s ELSE c.id END,
    (ARRAY['deadline', 'appointment', 'hearing'])[n %% 3 + 1], 'Date ' || n, '',
    moment, moment + interval '1 hour', 'Europe/Brussels', false, '', '', '', %(laura)s,
    '{7,1}', CASE WHEN n %% 4 < 2 THEN now() END,
    CASE WHEN is_done THEN now() END, CASE WHEN is_done THEN %(laura)s::uuid END,
    %(laura)s, now(), now()
FROM generate_series(1, %(count)s::int) AS n
CROSS JOIN LATERAL (SELECT now() + (n / 2) * (CASE WHEN n %% 2 = 0 THEN 1 ELSE -1 END)
    * interval '8 hours' AS moment) AS h
CROSS JOIN LATERAL (SELECT moment < now() AND n > 100 AND n %% 10 <> 1 AS is_done) AS d
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS all
    FROM portal_cases_case) AS c ON c.place = n %% c.all + 1
"""

LISTS = [
    Page(what="a case, dates", name="desk:cases:detail", thing="sale",
        query="tab=calendar", most=MOST_OF_ONE),
    Page(what="calendar, month", name="desk:calendar:home"),
    Page(what="calendar, my month", name="desk:calendar:home", query="who=me"),
    Page(what="calendar, list", name="desk:calendar:home", query="view=list"),
    Page(what="calendar, overdue", name="desk:calendar:home",
        query="view=list&state=overdue"),
    Page(what="calendar, words", name="desk:calendar:home",
        query="view=list&state=all&case=sale"),
    Page(what="client's dates", name="portal:calendar:list", who="Sofie"),
    Page(what="client's dates, past", name="portal:calendar:list", who="Sofie",
        query="when=past"),
]  # fmt: skip


def furnish(count: int) -> None:
    """So many dates, a few of them of one case."""
    run(DATES, count=count, heavy=IN_ONE_CASE, sale=key("sale"), laura=key("Laura"))
