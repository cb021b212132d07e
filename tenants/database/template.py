"""The tables of a new firm: made once by Django's migrations, then replayed.

Migrating a schema takes a second or more, most of it Django's own bookkeeping. So one
scratch schema is migrated after each deployment, written down as SQL, and dropped. A
new firm gets these statements in one transaction, in pipeline mode, which is some
fifteen times as fast; a test proves that nothing in the result is different.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from tenants import scope
from tenants.database import dump, roles
from tenants.models import FirmTemplate, new_schema_name

# Raise it when the same migrations should give another template.
FORMAT = 3
TABLES_WITH_ROWS = ("django_migrations", "django_content_type", "auth_permission")


class NoTemplate(RuntimeError):  # noqa: N818  (reads as what happened)
    """`bin/manage bootstrap` did not run for this release."""


@dataclass(frozen=True)
class Template:
    """What makes a firm's tables; `dump.PLACEHOLDER` stands for its schema."""

    statements: tuple[str, ...]
    release: str = ""

    def for_schema(self, schema: str) -> list[str]:
        """The statements for this schema."""
        return [one.replace(dump.PLACEHOLDER, schema) for one in self.statements]

    def has(self, table: str) -> bool:
        """Whether this release has a table of this name."""
        made = f"CREATE TABLE {dump.PLACEHOLDER}.{table} ("
        return any(made in statement for statement in self.statements)


@cache
def release() -> str:
    """A name for the migrations of the code that runs."""
    names = sorted(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    return hashlib.sha256(json.dumps([FORMAT, names]).encode()).hexdigest()


def build() -> Template:
    """Make and keep the template of this release, unless it is there already.

    Needs the login `owner`, outside of any scope and transaction.
    """
    with scope.public():
        if found := _find(release()):
            return found
    with _scratch_schema() as schema:
        statements = [*dump.tables_of(schema), *_rows(schema)]
    with scope.public():
        FirmTemplate.objects.update_or_create(
            release=release(), defaults={"statements": statements}
        )
    return Template(tuple(statements), release())


def load() -> Template:
    """The template of this release, from `public`. Raises NoTemplate.

    Read once in a process: it never changes within a release.
    """
    if (known := _loaded.get(release())) is not None:
        return known
    if (found := _find(release())) is None:
        raise NoTemplate("No template for this release: run bin/manage bootstrap.")
    return _loaded.setdefault(release(), found)


def newest() -> Template:
    """The tables for a firm that is made now: those of the newest release, in `public`.

    While a release is being brought out, processes of the one before still make firms.
    Their code works on newer tables, but the code that comes would not work on older
    ones. Raises NoTemplate when bootstrap did not run for the release of this code.
    """
    names = FirmTemplate.objects.order_by("-created_at", "-id")
    found = list(names.values_list("release", flat=True))
    if release() not in found:
        raise NoTemplate("No template for this release: run bin/manage bootstrap.")
    if found[0] not in _loaded and (made := _find(found[0])):
        _loaded[found[0]] = made
    return _loaded[found[0]]


def replay(template: Template, schema: str) -> None:
    """Make the tables, their rows and the rights in an empty schema.

    Runs inside `as_owner(schema)` and a transaction; all or nothing.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("replay() needs a transaction.")
    connection.ensure_connection()
    with connection.cursor():  # enters the scope: role and search path
        pass
    raw = connection.connection
    with connection.wrap_database_errors, raw.pipeline():
        for statement in (
            *roles.rights_to_come(schema),
            *template.for_schema(schema),
            *roles.rights_taken_back(schema, of=template.has),
        ):
            raw.execute(statement)


_loaded: dict[str, Template] = {}


def _find(name: str) -> Template | None:
    row = FirmTemplate.objects.filter(release=name).first()
    return Template(tuple(row.statements), name) if row else None


@contextmanager
def _scratch_schema() -> Iterator[str]:
    """A schema that Django migrated, for as long as it is read."""
    schema = new_schema_name()
    with scope.as_owner(schema):
        roles.create_schema(schema)
        try:
            migrate_here()
            yield schema
        finally:
            roles.drop_schema(schema)


def migrate_here() -> None:
    """Django's migrations, for the schema in force."""
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


def _rows(schema: str) -> Iterator[str]:
    """INSERT statements for the rows that migrations leave behind."""
    for table in TABLES_WITH_ROWS:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{schema}"."{table}" ORDER BY id')
            names = [column.name for column in cursor.description]
            rows = cursor.fetchall()
        yield from _inserts(table, names, rows)


def _inserts(table: str, names: list[str], rows: list[tuple[object, ...]]) -> list[str]:
    if not rows:
        return []
    target = sql.Identifier(dump.PLACEHOLDER, table)
    values = sql.SQL(", ").join(
        sql.SQL("({})").format(sql.SQL(", ").join(map(sql.Literal, row)))
        for row in rows
    )
    insert = sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE VALUES {}").format(
        target, sql.SQL(", ").join(map(sql.Identifier, names)), values
    )
    sequence = sql.Literal(f"{dump.PLACEHOLDER}.{table}_id_seq")
    advance = sql.SQL("SELECT setval({}, {})").format(
        sequence, sql.Literal(max(int(str(row[names.index("id")])) for row in rows))
    )
    return [insert.as_string(None), advance.as_string(None)]
