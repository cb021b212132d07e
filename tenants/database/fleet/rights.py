"""Whether a plan must take back rights: with nothing to take, no firm waits for it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from tenants.database import roles

STILL_GIVEN = """
    SELECT FROM unnest(%s::text[], %s::text[]) AS taken (of_table, verb)
      JOIN pg_class c ON c.relname = of_table
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ANY (%s)
      JOIN LATERAL aclexplode(c.relacl) AS given ON given.privilege_type = verb
      JOIN pg_roles r ON r.oid = given.grantee AND r.rolname = n.nspname
     LIMIT 1
"""


def any_left(schemas: Sequence[str]) -> bool:
    """Whether a role of these firms still has a right of `roles.TAKEN_BACK`.

    One look at the catalog for all firms: a table's rights are not in its migrations.
    """
    rights = [
        (table, verb)
        for verbs, tables in roles.TAKEN_BACK.items()
        for table in tables
        for verb in verbs.split(", ")
    ]
    tables, verbs = map(list, zip(*rights, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(STILL_GIVEN, [tables, verbs, list(schemas)])
        return cursor.fetchone() is not None


def guarded(schema: str) -> dict[str, int]:
    """The tables of which rights are taken back; each with its oid, which tells when
    one was made anew, with all rights."""
    tables = [each for some in roles.TAKEN_BACK.values() for each in some]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, oid FROM pg_class"
            " WHERE relname = ANY (%s) AND relnamespace = %s::regnamespace",
            [tables, schema],
        )
        return dict(cursor.fetchall())
