"""Rows into a schema beside, and the comparison of what then stands there.

All of it runs as the login `owner`, inside `as_owner(schema)` and a transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from psycopg.sql import SQL, Composed, Identifier, Literal

from tenants.database import snapshot
from tenants.database.snapshot import SEQUENCES, Table


def tables(schema: str) -> list[Table]:
    """The tables that stand in the schema."""
    return snapshot.tables(_raw(), schema)


def empty(schema: str) -> None:
    """Leave no row: what the template put there comes back with the others.

    Foreign keys are checked up to here, and then not before `check`.
    """
    names = SQL(", ").join(Identifier(schema, one.name) for one in tables(schema))
    check()
    _execute(SQL("TRUNCATE {}").format(names))
    _execute(SQL("SET CONSTRAINTS ALL DEFERRED"))


def load(
    schema: str, table: str, columns: Iterable[str], lines: Iterable[bytes]
) -> None:
    """Write the lines of COPY's text into the table."""
    statement = SQL("COPY {} ({}) FROM STDIN").format(
        Identifier(schema, table), SQL(", ").join(map(Identifier, columns))
    )
    with (
        connection.wrap_database_errors,
        _raw().cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for line in lines:
            copy.write(line)


def rows(schema: str, table: Table) -> Iterator[bytes]:
    """The table's rows as `Snapshot.rows` gives them."""
    with (
        _raw().cursor() as cursor,
        cursor.copy(snapshot.copy_out(schema, table)) as copy,
    ):
        for line in copy:
            yield bytes(line)


def sequences(schema: str) -> dict[str, int | None]:
    """Each sequence's last value; None when it never gave one."""
    found = _raw().execute(SEQUENCES, {"schema": schema}).fetchall()
    return {str(name): value for name, value in found}


def advance(schema: str, values: dict[str, int | None]) -> None:
    """Let each sequence go on where it stood."""
    for name, value in values.items():
        sequence = Literal(f'"{schema}"."{name}"')
        statement = SQL("SELECT setval({}, {})").format(sequence, Literal(value))
        if value is None:
            statement = _restart(schema, name)
        _execute(statement)


def check() -> None:
    """Check the foreign keys now, and not at the commit. Raises IntegrityError."""
    _execute(SQL("SET CONSTRAINTS ALL IMMEDIATE"))


def _restart(schema: str, name: str) -> Composed:
    return SQL("ALTER SEQUENCE {} RESTART").format(Identifier(schema, name))


def _execute(statement: SQL | Composed) -> None:
    with connection.wrap_database_errors:
        _raw().execute(statement)


def _raw() -> Any:
    """The connection below Django's, standing in the scope in force."""
    with connection.cursor():  # enters the scope: role and search path
        pass
    return connection.connection
