"""The firm's log: mostly reading, a tenth of it about one case."""

from __future__ import annotations

from tests.cast import key
from tests.crowd.page import Page, run

ROWS = 10_000
ENTRIES = """
INSERT INTO tenants_audit_entry (id, at, action, actor_kind, actor_id, actor_name,
    target_type, target_id, target_name, details, address, device)
SELECT uuidv7(), now() - n * interval '9 minutes', action,
    CASE WHEN n <= 60 OR n %% 500 = 0 THEN 'system' ELSE 'user' END, who, name,
    'portal_cases.case', CASE WHEN n %% 10 = 0 THEN %(sale)s ELSE c.id END, c.title,
    jsonb_build_object('case', CASE WHEN n %% 10 = 0 THEN %(sale)s ELSE c.id END),
    '192.0.2.7', ''
FROM generate_series(1, %(count)s::int) AS n
CROSS JOIN LATERAL (SELECT (ARRAY['case.viewed', 'document.downloaded', 'case.edited',
        'document.shared'])[1 + n %% 4] AS action) AS h
CROSS JOIN LATERAL (SELECT (%(people)s::uuid[])[1 + n %% 3] AS who,
        (ARRAY['Laura', 'Olivia', 'Sofie'])[1 + n %% 3] AS name) AS i
JOIN (SELECT id, title, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS
    all FROM portal_cases_case) AS c ON c.place = n %% c.all + 1
"""

LIST = "desk:history:list"
LISTS = [
    Page(what="the log", name=LIST),
    Page(what="the log of a person", name=LIST, query=f"who={key('Sofie')}"),
    Page(what="the log of a case", name=LIST, query=f"about={key('sale')}"),
    Page(what="the log: a word", name=LIST, query="q=inheritance"),
    Page(what="the log: nothing", name=LIST, query="q=qzyzzyx"),
    Page(what="the log, of programs", name=LIST, query="kind=system"),
    Page(what="the log's term", name="desk:history:term"),
    Page(what="client: who opened it", name="portal:history:case", thing="sale",
        who="Sofie"),
]  # fmt: skip


def furnish(count: int) -> None:
    """So many entries."""
    people = [key(name) for name in ("Laura", "Olivia", "Sofie")]
    run(ENTRIES, count=count, people=people, sale=key("sale"))
