"""Cases with three parties each, a third of them closed, one in fifty behind a wall.

Sofie has a part in one of five, but never in fewer than a hundred: a large client.
"""

from __future__ import annotations

from tests.cast import key
from tests.crowd.page import MOST_OF_ONE, Page, run

ROWS = 5_000
OFTEN = "ARRAY['inheritance', 'divorce']"  # of the first hundred
ABOUT = (
    "ARRAY['inheritance', 'divorce', 'lease', 'dismissal', 'sale', 'accident', 'claim',"
    " 'merger', 'boundary', 'custody', 'permit', 'invoice']"
)
CASES = f"""
INSERT INTO portal_cases_case (id, reference, title, client_title, area,
    practice_area_id, responsible_id, created_by_id, opened_at, opened_on, closed_at,
    closed_on, retain_until, readable_until, updated_at, is_restricted, search_text)
SELECT uuidv7(), reference, title, '', '', a.id, worker, worker, now(), current_date,
    CASE WHEN n %% 3 = 0 THEN now() END, CASE WHEN n %% 3 = 0 THEN current_date END,
    CASE WHEN n %% 3 = 0 THEN current_date - (n %% 9 - 4) END,
    CASE WHEN n %% 3 = 0 THEN current_date + 30 END,
    now() - n * interval '1 minute', n %% 50 = 0,
    lower(concat_ws(' ', reference, replace(reference, '/', ''), title))
FROM (
    SELECT n, '2025/' || lpad(n::text, 4, '0') AS reference,
        'The ' || CASE WHEN n <= 100 THEN ({OFTEN})[1 + n %% 2]
            ELSE ({ABOUT})[1 + n %% 12] END
            || ' of ' || initcap(left(word, 9)) AS title,
        (%(workers)s::uuid[])[1 + n %% 3] AS worker
    FROM generate_series(1, %(count)s::int) AS n,
        LATERAL (SELECT translate(md5('c' || n), '0123456789', 'ghijklmnop') AS word)
            AS h
) AS made
LEFT JOIN (
    SELECT id, row_number() OVER (ORDER BY position, id) AS place
    FROM portal_cases_practicearea
) AS a ON a.place = n %% 7
"""
PARTIES = """
INSERT INTO portal_cases_party (id, case_id, contact_id, role, added_at)
SELECT uuidv7(), c.id, p.id, role, now()
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM portal_cases_case
    WHERE reference LIKE '2025/%%') AS c
CROSS JOIN (VALUES (0, 'client'), (1, 'opposing_party'), (2, 'witness'))
    AS r (shift, role)
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS all
    FROM portal_people_contact WHERE email LIKE 'person%%') AS p
    ON p.n = (c.n * 2 + shift) %% p.all + 1
WHERE role <> 'witness' OR c.n > %(hers)s::int
"""
SOFIE = """
INSERT INTO portal_cases_party (id, case_id, contact_id, role, added_at)
SELECT uuidv7(), id, %(sofie)s, 'co_client', now()
FROM portal_cases_case WHERE reference LIKE '2025/%%' ORDER BY id LIMIT %(hers)s::int
"""
MEMBERS = """
INSERT INTO portal_cases_member (id, case_id, user_id, added_at)
SELECT uuidv7(), id, %(laura)s, now()
FROM portal_cases_case WHERE responsible_id <> %(laura)s AND reference LIKE '%%7'
"""
SECTIONS = """
INSERT INTO portal_cases_casesection (id, case_id, section, is_shown)
SELECT uuidv7(), id, 'documents', reference LIKE '%%12'
FROM portal_cases_case WHERE reference LIKE '%%2'
"""

LIST = SEARCH = "desk:cases:list"
CONFLICTS = "desk:cases:conflicts"
LISTS = [
    Page(what="cases", name=LIST),
    Page(what="cases, all by title", name=LIST, query="state=all&sort=title"),
    Page(what="cases, a late page", name=LIST, query="state=all&page=180",
        few="state=all&page=4"),
    Page(what="cases, mine and closed", name=LIST, query="state=closed&who=me"),
    Page(what="cases of an area", name=LIST, query="area=family&sort=opened"),
    Page(what="cases, kept long enough", name=LIST, query="state=over"),
    Page(what="cases: a word", name=SEARCH, query="state=all&q=inheritance"),
    Page(what="cases: a mistake", name=SEARCH, query="state=all&q=inheritence"),
    Page(what="cases: a party", name=SEARCH, query="q=willems"),
    Page(what="cases: a party's mistake", name=SEARCH, query="q=wilems"),
    Page(what="cases: two words", name=SEARCH, query="q=sofie+divorce"),
    Page(what="cases: two mistakes", name=SEARCH, query="q=willemz+divorse"),
    Page(what="cases: an accent", name=SEARCH, query="q=hélène"),
    Page(what="cases: a reference", name=SEARCH, query="state=all&q=2025/0081"),
    Page(what="cases: a short word", name=SEARCH, query="state=all&q=le"),
    Page(what="cases: nothing", name=SEARCH, query="q=qzyzzyx"),
    Page(what="a case, people", name="desk:cases:detail", thing="sale",
        query="tab=people", most=MOST_OF_ONE),
    Page(what="a new case", name="desk:cases:new"),
    Page(what="conflicts", name=CONFLICTS,
        sent={"name": "Sofie Peters", "role": "client"}),
    Page(what="conflicts: an address", name=CONFLICTS,
        sent={"name": "Arthur Dubois", "email": "person77@example.com"}),
    Page(what="conflicts: nobody", name=CONFLICTS, sent={"name": "Qzyzzyx Xyzzq"}),
    Page(what="the team and its cases", name="desk:staff:list"),
    Page(what="client's cases", name="portal:cases:list", who="Sofie"),
    Page(what="client's cases, late", name="portal:cases:list", who="Sofie",
        query="page=38", few="page=3"),
]  # fmt: skip


def furnish(count: int) -> None:
    """So many cases, with their parties and members."""
    workers = [key(name) for name in ("Laura", "Bart", "Olivia")]
    run(CASES, count=count, workers=workers)
    hers = max(100, count // 10)
    run(PARTIES, hers=hers)
    run(SOFIE, sofie=key("Sofie contact"), hers=hers)
    run(MEMBERS, laura=key("Laura"))
    run(SECTIONS)
