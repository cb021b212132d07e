"""One moment of one schema, read through a connection of its own.

A driver's transaction sees each statement's own moment; a backup must see one for all
tables. So it has a second connection of the same login, with REPEATABLE READ. What
belongs to the schema is asked of pg_depend, which is indexed by it: a look through all
of pg_class would cost more with each firm of the platform.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection
from psycopg.sql import SQL, Composed, Identifier

from tenants import scope
from tenants.database import fingerprint

OWN = """ARRAY(
    SELECT objid FROM pg_depend
     WHERE refclassid = 'pg_namespace'::regclass AND classid = 'pg_class'::regclass
       AND refobjid = (SELECT oid FROM pg_namespace WHERE nspname = %(schema)s))"""
TABLES = f"""
    SELECT c.relname,
           array_agg(a.attname ORDER BY a.attnum),
           (SELECT array_agg(k.attname ORDER BY array_position(i.indkey, k.attnum))
              FROM pg_index i JOIN pg_attribute k
                ON k.attrelid = c.oid AND k.attnum = ANY(i.indkey)
             WHERE i.indrelid = c.oid AND i.indisprimary)
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
           AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.oid = ANY({OWN}) AND c.relkind = 'r'
     GROUP BY c.oid, c.relname ORDER BY c.relname
"""
SEQUENCES = f"""
    SELECT c.relname, pg_sequence_last_value(c.oid)
      FROM pg_class c
     WHERE c.oid = ANY({OWN}) AND c.relkind = 'S' ORDER BY c.relname
"""


class NotReadable(RuntimeError):  # noqa: N818  (reads as what happened)
    """The schema cannot be copied as it stands."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its columns in order, and those of its primary key."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


class Snapshot:
    """What a schema holds at one moment."""

    def __init__(self, raw: psycopg.Connection[Any], schema: str) -> None:
        self._raw = raw
        self.schema = schema
        self.tables = tables(raw, schema)

    def lock(self) -> None:
        """Keep the tables as they are; before the first look, so that it sees them."""
        names = SQL(", ").join(Identifier(self.schema, one.name) for one in self.tables)
        self._raw.execute(SQL("LOCK TABLE {} IN ACCESS SHARE MODE").format(names))
        if tables(self._raw, self.schema) != self.tables:
            raise NotReadable("The tables changed while we came to read them.")

    def sequences(self) -> dict[str, int | None]:
        """Each sequence's last value; None when it never gave one."""
        rows = self._raw.execute(SEQUENCES, {"schema": self.schema})
        return {str(name): value for name, value in rows}

    def fingerprint(self) -> dict[str, str]:
        """See `tenants.database.fingerprint`."""
        with self._raw.cursor() as cursor:
            found = fingerprint.read(cursor, self.schema)
        return fingerprint.hashes(found, self.schema)

    def rows(self, table: Table) -> Iterator[bytes]:
        """The table's rows as COPY's text, in the order of the key, a line for each."""
        with (
            self._raw.cursor() as cursor,
            cursor.copy(copy_out(self.schema, table)) as copy,
        ):
            for line in copy:
                yield bytes(line)


@contextmanager
def of(schema: str) -> Iterator[Snapshot]:
    """A snapshot of this schema, for as long as it is read. Needs the login `owner`."""
    with psycopg.connect(**_address(schema), autocommit=True) as raw:
        found = Snapshot(raw, schema)
        if not found.tables:
            raise NotReadable(f"The schema {schema} has no tables.")
        raw.autocommit = False
        raw.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        raw.read_only = True
        found.lock()
        yield found


def tables(raw: Any, schema: str) -> list[Table]:
    """The schema's tables by name. Raises NotReadable for one without a key."""
    found = []
    for name, columns, key in raw.execute(TABLES, {"schema": schema}).fetchall():
        if not key:
            raise NotReadable(f"The table {name} has no primary key.")
        found.append(Table(name, tuple(columns), tuple(key)))
    return found


def copy_out(schema: str, table: Table) -> Composed:
    """The statement that reads a table in the order of its key."""
    return SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT").format(
        SQL(", ").join(map(Identifier, table.columns)),
        Identifier(schema, table.name),
        SQL(", ").join(map(Identifier, table.key)),
    )


def _address(schema: str) -> dict[str, Any]:
    """The login's own database, with the search path that the fingerprint expects."""
    database = connection.settings_dict
    return {
        "host": database["HOST"],
        "port": database["PORT"] or 5432,
        "user": database["USER"],
        "password": database["PASSWORD"],
        "dbname": database["NAME"],
        "connect_timeout": 5,
        "client_encoding": "utf8",
        "options": f"-c search_path={schema},{scope.EXTENSIONS_SCHEMA}",
    }
