"""The rows of a backup, into a schema that stands beside the live one."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from provisioning.backup import frames
from provisioning.backup.damage import Damaged
from provisioning.backup.frames import Sum
from provisioning.backup.manifest import Manifest, TableEntry
from provisioning.backup.shelf import Shelf, rows_name
from tenants import scope
from tenants.database import loading, roles, template
from tenants.database.template import Template


def make_schema(schema: str) -> None:
    """An empty schema and its role. Safe to repeat."""
    with scope.as_owner():
        roles.create_schema(schema)
        roles.create_role(schema)


def make_tables(manifest: Manifest, schema: str) -> None:
    """The tables of the backup's own release, from the statements it carries."""
    with scope.as_owner(schema):
        if not has_tables(schema):
            template.replay(Template(manifest.statements), schema)


def load_rows(shelf: Shelf, manifest: Manifest, schema: str) -> None:
    """Write all rows, in one transaction: a second time replaces them.

    What the template left in its tables makes room for the backup's own rows: a firm
    that has seen other releases has its own numbers for types and permissions. Raises
    Damaged when a row is missing or not the one that was written.
    """
    expected = {table.name: table for table in manifest.tables}
    with scope.as_owner(schema), transaction.atomic():
        loading.empty(schema)
        name = rows_name(UUID(manifest.backup_id))
        for part in frames.read(shelf.read(name, sha256=manifest.rows_sha256)):
            _load(schema, part, expected.pop(part.name, None))
        if expected:
            raise Damaged(f"The rows of {', '.join(sorted(expected))} are missing.")
        loading.advance(schema, manifest.sequences)
        loading.check()


def drop(schema: str) -> None:
    """Drop the schema and its role. Safe to repeat."""
    with scope.as_owner():
        roles.drop_schema(schema)
        roles.drop_role(schema)


def has_tables(schema: str) -> bool:
    """Whether the template was replayed: all or nothing, one table says it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f'"{schema}".django_migrations'])
        return cursor.fetchone()[0] is not None


def _load(schema: str, part: frames.Part, entry: TableEntry | None) -> None:
    if entry is None:
        raise Damaged(f"The table {part.name} is there twice, or unknown.")
    summed = Sum()
    loading.load(schema, part.name, part.columns, summed.through(part.lines))
    if (summed.rows, summed.sha256) != (entry.rows, entry.sha256):
        raise Damaged(f"The rows of {part.name} are not the ones that were written.")
