"""What django_migrations says of each firm: which migrations its tables have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection
from psycopg import sql

Key = tuple[str, str]  # the app and the name of a migration

# Names of apps and migrations are identifiers: neither a dot nor a comma is in one.
STATE = "md5(string_agg(DISTINCT app || '.' || name, ',' ORDER BY app || '.' || name))"
AT_ONCE = 500  # schemas in one statement: each costs a lock and a place in the cache


def states(schemas: Sequence[str]) -> dict[str, str]:
    """A hash of the applied migrations for each schema that has tables.

    Two schemas have the same migrations when their hashes are equal. One statement for
    AT_ONCE schemas; needs `as_owner()`. A schema without tables is left out.
    """
    found: dict[str, str] = {}
    with connection.cursor() as cursor:
        for some in _in_parts(_with_tables(schemas)):
            cursor.execute(_question(some))
            found.update(cursor.fetchall())
    return found


def names(schema: str) -> frozenset[Key]:
    """The applied migrations of one schema. Needs `as_owner()`."""
    table = sql.Identifier(schema, "django_migrations")
    query = sql.SQL("SELECT app, name FROM {}").format(table).as_string(None)
    with connection.cursor() as cursor:
        cursor.execute(query)
        return frozenset(cursor.fetchall())


def _question(schemas: Iterable[str]) -> str:
    one = sql.SQL(f"SELECT {{}}::text, {STATE} FROM {{}}")
    return (
        sql.SQL(" UNION ALL ")
        .join(
            one.format(sql.Literal(name), sql.Identifier(name, "django_migrations"))
            for name in schemas
        )
        .as_string(None)
    )


def _with_tables(schemas: Sequence[str]) -> list[str]:
    """Those that have the table: one that lost it must not fail the others."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.nspname FROM pg_class c JOIN pg_namespace n"
            " ON n.oid = c.relnamespace WHERE c.relname = 'django_migrations'"
        )
        there = {row[0] for row in cursor.fetchall()}
    return [name for name in schemas if name in there]


def _in_parts(schemas: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(schemas)
    while part := list(islice(rest, AT_ONCE)):
        yield part
