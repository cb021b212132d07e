"""Makes a backup: rows of one moment, copies of the files, and the list of both.

Each part may run twice: it finds what an earlier attempt left, or replaces it. Nothing
counts before `seal` has found all of it in its place.
"""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from provisioning.backup import frames, manifest, objects
from provisioning.backup.damage import Damaged
from provisioning.backup.manifest import Manifest, ObjectEntry
from provisioning.backup.models import Backup, BackupState
from provisioning.backup.shelf import (
    OBJECTS,
    ROWS,
    Shelf,
    manifest_name,
    rows_name,
)
from tenants import scope
from tenants.database import dump, snapshot, template
from tenants.models import Firm, FirmTemplate

RIGHTS = "rights"

log = logging.getLogger(__name__)


def begin(firm: Firm, backup_id: UUID, *, at: datetime) -> Backup:
    """The backup's own row. In `public`; the first call makes it."""
    backup, _is_new = Backup.objects.get_or_create(
        pk=backup_id, defaults={"firm": firm, "started_at": at}
    )
    return backup


def write_rows(
    firm: Firm, backup_id: UUID, *, at: datetime, are_rights_changed: bool = False
) -> None:
    """Write all rows to the shelf, and the list that the other parts complete.

    While a restore keeps the door closed the rights are not those of every day; they
    are left out of what is compared later.
    """
    shelf, release = Shelf.of(firm), firm.release or template.release()
    statements = _statements(firm.schema_name, release)
    with snapshot.of(firm.schema_name) as moment:
        fingerprint, sequences = moment.fingerprint(), moment.sequences()
        writer = frames.Writer(moment)
        written = shelf.write(rows_name(backup_id), writer.frames())
    if are_rights_changed:
        del fingerprint[RIGHTS]
    found = Manifest(
        firm_id=str(firm.pk),
        backup_id=str(backup_id),
        release=release,
        taken_at=at.isoformat(),
        fingerprint=fingerprint,
        sequences=sequences,
        statements=statements,
        tables=tuple(writer.entries),
        rows_sha256=written.sha256,
        rows_size=written.size,
    )
    manifest.write(shelf, found)


def copy_objects(firm: Firm, backup_id: UUID) -> None:
    """Copy the files that no earlier backup has, and complete the list."""
    shelf = Shelf.of(firm)
    found = manifest.read(shelf, backup_id)
    known = {entry.key: entry for entry in _known(firm, shelf)}
    copied = list(objects.copy(firm, shelf, known=known))
    manifest.write(shelf, found.with_objects(copied))


def seal(firm: Firm, backup_id: UUID, *, at: datetime) -> Backup:
    """Find everything in its place, and say so in `public`. Raises Damaged."""
    shelf = Shelf.of(firm)
    found = manifest.read(shelf, backup_id)
    if found.objects is None:
        raise Damaged(f"The objects of {backup_id} are not listed.")
    _all_there(shelf, found)
    listed = manifest.write(shelf, found)
    with scope.public():
        backup = begin(firm, backup_id, at=at)
        backup.state, backup.finished_at = BackupState.DONE, at
        backup.name, backup.release = f"{firm.pk}/{rows_name(backup_id)}", found.release
        backup.started_at = found.taken
        backup.fingerprint, backup.sha256 = found.fingerprint, listed.sha256
        backup.rows, backup.objects_count = found.rows, len(found.objects)
        backup.size = (
            found.rows_size + listed.size + sum(entry.size for entry in found.objects)
        )
        backup.save()
    return backup


def discard(firm: Firm, backup_id: UUID) -> None:
    """Remove what an unfinished backup wrote; its objects go with the next clean-up."""
    shelf = Shelf.of(firm)
    shelf.remove(rows_name(backup_id))
    shelf.remove(manifest_name(backup_id))


def _all_there(shelf: Shelf, found: Manifest) -> None:
    wanted = {shelf.object_name(entry.sha256) for entry in manifest.objects_of(found)}
    wanted.add(rows_name(UUID(found.backup_id)))
    if missing := wanted - shelf.names(OBJECTS) - shelf.names(ROWS):
        raise Damaged(f"The backup lacks {len(missing)} files, {min(missing)} first.")


def _statements(schema: str, release: str) -> tuple[str, ...]:
    """What makes the tables of this release, for the day when `public` lost it.

    When it did already, they are written down anew from the firm's own tables, which
    takes seconds where there are thousands of firms.
    """
    with scope.public():
        row = FirmTemplate.objects.filter(release=release).first()
    if row:
        return tuple(row.statements)
    with scope.as_owner(schema):
        return tuple(dump.tables_of(schema))


def _known(firm: Firm, shelf: Shelf) -> list[ObjectEntry]:
    """What the last backup listed; nothing when it cannot be read."""
    with scope.public():
        done = Backup.objects.filter(firm=firm, state=BackupState.DONE)
        last = done.order_by("-started_at").first()
    if last is None:
        return []
    try:
        return list(manifest.objects_of(manifest.of(shelf, last)))
    except Damaged as damage:
        log.warning("all objects are read again: %s", damage)
        return []
