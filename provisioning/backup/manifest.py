"""What a backup holds: enough to make its tables, and to check each row and object."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from provisioning.backup.damage import Damaged
from provisioning.backup.models import Backup
from provisioning.backup.shelf import Shelf, Written, manifest_name
from tenants.database.fingerprint import FORMAT as FINGERPRINT_FORMAT

FORMAT = 1


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A table: its columns, and the number and SHA-256 of its rows as COPY's text."""

    name: str
    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ObjectEntry:
    """A stored file: its name in the firm's storage, and its bytes' SHA-256."""

    key: str
    size: int
    sha256: str
    modified: str  # ISO 8601; a file with another time is read again


@dataclass(frozen=True, slots=True)
class Manifest:
    """The list of a backup. `objects` is None until they are all copied."""

    firm_id: str
    backup_id: str
    release: str
    taken_at: str
    fingerprint: dict[str, str]
    sequences: dict[str, int | None]
    statements: tuple[str, ...]  # of the release's template
    tables: tuple[TableEntry, ...]
    rows_sha256: str  # of the sealed file
    rows_size: int
    objects: tuple[ObjectEntry, ...] | None = None
    format: int = FORMAT
    fingerprint_format: int = FINGERPRINT_FORMAT

    @property
    def taken(self) -> datetime:
        """When the rows were read."""
        return datetime.fromisoformat(self.taken_at)

    @property
    def rows(self) -> int:
        """The number of rows in all tables."""
        return sum(table.rows for table in self.tables)

    def with_objects(self, objects: list[ObjectEntry]) -> Manifest:
        """The finished list."""
        return replace(self, objects=tuple(objects))


def write(shelf: Shelf, manifest: Manifest) -> Written:
    """Put the list on the shelf, in the place of an earlier one."""
    text = zlib.compress(json.dumps(asdict(manifest)).encode())
    return shelf.write(manifest_name(UUID(manifest.backup_id)), [text])


def read(shelf: Shelf, backup_id: UUID, *, sha256: str = "") -> Manifest:
    """The list of a backup. Raises Damaged."""
    sealed = b"".join(shelf.read(manifest_name(backup_id), sha256=sha256))
    try:
        found = json.loads(zlib.decompress(sealed))
    except (ValueError, zlib.error):
        raise Damaged(f"The manifest of {backup_id} cannot be read.") from None
    if found["format"] != FORMAT:
        raise Damaged(f"The manifest of {backup_id} has an unknown format.")
    return _from_json(found)


def of(shelf: Shelf, backup: Backup) -> Manifest:
    """The list of a finished backup, which must be the very one that was sealed."""
    found = read(shelf, backup.pk, sha256=backup.sha256)
    if found.objects is None:
        raise Damaged(f"The backup {backup.pk} was never finished.")
    return found


def objects_of(manifest: Manifest) -> Iterator[ObjectEntry]:
    """The objects, none when they are not copied yet."""
    return iter(manifest.objects or ())


def _from_json(found: dict[str, Any]) -> Manifest:
    objects = found.pop("objects")
    entries = (ObjectEntry(**each) for each in objects or ())
    return Manifest(
        **{
            **found,
            "statements": tuple(found["statements"]),
            "tables": tuple(
                TableEntry(**{**each, "columns": tuple(each["columns"])})
                for each in found["tables"]
            ),
        },
        objects=None if objects is None else tuple(entries),
    )
