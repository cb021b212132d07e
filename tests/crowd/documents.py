"""Documents: a tenth in one case, but never under a hundred; half are shared."""

from __future__ import annotations

from tests.cast import key
from tests.crowd.page import MOST_OF_ONE, Page, run

ROWS = 10_000
IN_ONE_CASE = 100
DOCUMENTS = """
INSERT INTO portal_documents_document (id, case_id, title, file_name, content_type,
    size, sha256, pages, submission, uploaded_by_id, uploaded_at, search_text,
    deleted_at, deleted_by_id)
SELECT uuidv7(), CASE WHEN n <= %(heavy)s::int THEN %(sale)s ELSE c.id END,
    'Document ' || n, 'document-' || n || '.pdf', 'application/pdf', 1000 + n,
    repeat(md5(n::text), 2), n %% 9 + 1, uuidv7(), %(laura)s,
    now() - n * interval '3 minutes', 'document ' || n || ' document ' || n || ' pdf',
    CASE WHEN n %% 50 = 7 THEN now() END, CASE WHEN n %% 50 = 7 THEN %(laura)s::uuid END
FROM generate_series(1, %(count)s::int) AS n
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS all
    FROM portal_cases_case) AS c ON c.place = n %% c.all + 1
"""
SHARES = """
INSERT INTO portal_documents_share (id, document_id, shared_by_id, shared_at)
SELECT uuidv7(), id, uploaded_by_id, uploaded_at + interval '1 minute'
FROM portal_documents_document WHERE title LIKE 'Document %%' AND size %% 2 = 0
"""

LISTS = [
    Page(what="documents", name="desk:documents:list"),
    Page(what="documents, late", name="desk:documents:list", query="page=300",
        few="page=3"),
    Page(what="documents, searched", name="desk:documents:list", query="q=document+77"),
    Page(what="documents, a mistake", name="desk:documents:list", query="q=docunent"),
    Page(what="trash of a case", name="desk:documents:trash", thing="sale"),
    Page(what="a case, documents", name="desk:cases:detail", thing="sale",
        most=MOST_OF_ONE),
    Page(what="client's case", name="portal:cases:detail", thing="sale", who="Sofie",
        most=MOST_OF_ONE),
    Page(what="client's documents", name="portal:documents:list", who="Sofie"),
    Page(what="client's documents, late", name="portal:documents:list", who="Sofie",
        query="page=55", few="page=2"),
]  # fmt: skip


def furnish(count: int) -> None:
    """So many documents. Their files are nowhere."""
    heavy = max(IN_ONE_CASE, count // 10)
    run(DOCUMENTS, count=count, heavy=heavy, sale=key("sale"), laura=key("Laura"))
    run(SHARES)
