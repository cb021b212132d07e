"""What django_migrations says of each firm: which migrations its tables have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection
from psycopg import sql

Key = tuple[str, str]  # the app and the name of a migration

# Names of apps and migrations are identifiers: neither a dot nor a comma is in one.
STATE = "md5(string_agg(app || '.' || name, ',' ORDER BY app, name))"
AT_ONCE = 500  # schemas in one statement: each costs a lock and a place in the cache


def states(schemas: Sequence[str]) -> dict[str, str]:
    """A hash of the applied migrations of each schema; all of them have tables.

    Schemas with equal hashes have the same migrations. One statement for AT_ONCE of
    them; needs `as_owner()`.
    """
    found: dict[str, str] = {}
    with connection.cursor() as cursor:
        for some in _in_parts(schemas):
            cursor.execute(_question(some))
            found.update(cursor.fetchall())
    return found


def with_tables() -> set[str]:
    """All schemas that have tables: one that lost them must not fail the others."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.nspname FROM pg_class c JOIN pg_namespace n"
            " ON n.oid = c.relnamespace WHERE c.relname = 'django_migrations'"
        )
        return {row[0] for row in cursor.fetchall()}


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


def _in_parts(schemas: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(schemas)
    while part := list(islice(rest, AT_ONCE)):
        yield part
