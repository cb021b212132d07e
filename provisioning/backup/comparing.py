"""Is what was restored equal to the backup, to the byte? Says every difference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from portal.documents.models import Document, Version
from provisioning.backup import objects
from provisioning.backup.damage import Damaged
from provisioning.backup.frames import Sum
from provisioning.backup.manifest import Manifest, ObjectEntry, objects_of
from provisioning.backup.shelf import OBJECTS, Shelf
from tenants import scope
from tenants.database import fingerprint, loading

DOCUMENTS = Document._meta.db_table
# As JSON: a backup of an earlier release has fewer columns. What held a virus is gone.
FILES = """
SELECT coalesce(to_jsonb(each)->>'stored_as', id::text), sha256
FROM "{schema}"."{table}" each
WHERE coalesce(to_jsonb(each)->>'scan', '') <> 'infected'
ORDER BY id
"""


def schema(manifest: Manifest, name: str) -> list[str]:
    """Where the schema differs from the backup: its shape, its rows, its sequences."""
    with scope.as_owner(name):
        return [
            *_shape(manifest, name),
            *_rows(manifest, name),
            *_sequences(manifest, name),
        ]


def documents(manifest: Manifest, name: str) -> list[str]:
    """Which documents of the restored rows have no file, or another one."""
    objects_by_key = {entry.key: entry.sha256 for entry in objects_of(manifest)}
    with scope.as_owner(name), connection.cursor() as cursor:
        rows = []
        for table in (DOCUMENTS, *_versions(cursor, name)):
            cursor.execute(FILES.format(schema=name, table=table))
            rows += cursor.fetchall()
    return [
        f"The document {key} has no file, or another one."
        for key, sha256 in rows
        if objects_by_key.get(key) != sha256
    ]


def _versions(cursor: Any, name: str) -> list[str]:
    """The table of earlier versions, which an older backup has not."""
    table = Version._meta.db_table
    cursor.execute("SELECT to_regclass(%s)", [f'"{name}"."{table}"'])
    return [table] if cursor.fetchone()[0] else []


def copies(manifest: Manifest, shelf: Shelf) -> list[str]:
    """Which copies of files on the shelf are missing or damaged; reads all of them."""
    there = shelf.names(OBJECTS)
    return [
        problem
        for entry in objects_of(manifest)
        for problem in _copy(shelf, entry, there)
    ]


def _copy(shelf: Shelf, entry: ObjectEntry, there: set[str]) -> list[str]:
    if shelf.object_name(entry.sha256) not in there:
        return [f"The copy of the stored file {entry.key} is missing."]
    try:
        size = sum(map(len, objects.proven(shelf, entry)))
    except Damaged as damage:
        return [f"The copy of the stored file {entry.key} is damaged: {damage}"]
    if size != entry.size:
        return [f"The copy of the stored file {entry.key} has {size} bytes."]
    return []


def _shape(manifest: Manifest, name: str) -> Iterator[str]:
    if manifest.fingerprint_format != fingerprint.FORMAT:
        return  # of a release that looked at other things; its rows are compared
    found = fingerprint.fingerprint(name)
    for part, wanted in manifest.fingerprint.items():
        if part != "sequences" and found.get(part) != wanted:
            yield f"The {part} are not the same."


def _rows(manifest: Manifest, name: str) -> Iterator[str]:
    tables = {table.name: table for table in loading.tables(name)}
    entries = {entry.name: entry for entry in manifest.tables}
    for missing in sorted(tables.keys() ^ entries.keys()):
        yield f"The table {missing} is on one side only."
    for entry in manifest.tables:
        if entry.name not in tables:
            continue
        summed = Sum()
        for _line in summed.through(loading.rows(name, tables[entry.name])):
            pass
        if summed.rows != entry.rows:
            yield f"{entry.name} has {summed.rows} rows instead of {entry.rows}."
        elif summed.sha256 != entry.sha256:
            yield f"A row of {entry.name} is not the same."


def _sequences(manifest: Manifest, name: str) -> Iterator[str]:
    found = loading.sequences(name)
    if found != manifest.sequences:
        yield "A sequence stands elsewhere."
