"""The steps of a restore: beside first, proven, and only then in place of the live one.

While the rows are written beside and compared, the firm works on. Then its door is
closed for as long as it takes to keep what is there now, which makes the way back a
restore of that one. The schema and the role beside are named after the run, so that
an attempt finds what a killed one left.
"""

from __future__ import annotations

import base64
import hashlib
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from provisioning.backup import (
    comparing,
    keeping,
    loading,
    manifest,
    objects,
    swapping,
    upgrading,
)
from provisioning.backup.damage import Damaged
from provisioning.backup.manifest import Manifest, objects_of
from provisioning.backup.models import Backup, BackupState
from provisioning.backup.shelf import Shelf
from provisioning.models import Run
from provisioning.steps.step import Step, nothing
from tenants import scope
from tenants.database import roles


def schema_of(run: Run) -> str:
    """The name of the schema beside: like all others, it says nothing."""
    digest = hashlib.sha256(b"schema of run " + run.pk.bytes).digest()
    return "t_" + base64.b32encode(digest[:15]).decode().lower()


def prove(run: Run) -> None:
    """See that every copy of a file is whole, before anything is touched."""
    shelf, found = _backup(run)
    _refuse(comparing.copies(found, shelf))


def make_schema(run: Run) -> None:
    """A schema and a role beside."""
    loading.make_schema(schema_of(run))


def drop_schema(run: Run) -> None:
    """Leave nothing beside."""
    loading.drop(schema_of(run))


def make_tables(run: Run) -> None:
    """The tables of the backup's release."""
    _shelf, found = _backup(run)
    loading.make_tables(found, schema_of(run))


def load_rows(run: Run) -> None:
    """Its rows, and nothing but its rows."""
    shelf, found = _backup(run)
    loading.load_rows(shelf, found, schema_of(run))


def compare(run: Run) -> None:
    """Equal to the backup, to the byte, or the run stops here."""
    _shelf, found = _backup(run)
    _refuse(comparing.schema(found, schema_of(run)))


def upgrade(run: Run) -> None:
    """Bring the tables to the release that runs."""
    _shelf, found = _backup(run)
    upgrading.upgrade(schema_of(run), found.release)


def close(run: Run) -> None:
    """Nobody writes from here on."""
    swapping.close(run, at=timezone.now())


def open_again(run: Run) -> None:
    """The live schema stays."""
    swapping.open_again(run, at=timezone.now())


def keep_what_is_there(run: Run) -> None:
    """A last backup of the live schema, for those who want to go back to it."""
    with scope.as_owner():
        if not roles.schema_exists(run.firm.schema_name):
            return
    now = timezone.now()
    with scope.public():
        keeping.begin(run.firm, run.pk, at=now)
    keeping.write_rows(run.firm, run.pk, at=now, are_rights_changed=True)
    keeping.copy_objects(run.firm, run.pk)
    keeping.seal(run.firm, run.pk, at=now)


def forget_half(run: Run) -> None:
    """A last backup that is whole is a good one, and stays; half of one does not."""
    with scope.public():
        kept = Backup.objects.filter(pk=run.pk, state=BackupState.DONE).exists()
    if not kept:
        keeping.discard(run.firm, run.pk)


def put_objects_back(run: Run) -> None:
    """Bring back stored files that are missing, or are no longer the same."""
    shelf, found = _backup(run)
    for entry in objects_of(found):
        objects.put_back(run.firm, shelf, entry)


def take_objects_away(run: Run) -> None:
    """Remove files that only the backup knows: the live schema stays."""
    shelf, found = _backup(run)
    if last := _last(run, shelf):
        objects.remove(run.firm, _keys(found) - _keys(last))


def swap(run: Run) -> None:
    """The restored schema is the firm's own, and the door opens."""
    _shelf, found = _backup(run)
    if run.firm.schema_name != schema_of(run):
        swapping.swap(run, schema_of(run), backup=found.backup_id, at=timezone.now())


def drop_old(run: Run) -> None:
    """The former schema and its role go; the last backup has what was in it."""
    if old := run.parameters.get("schema_before"):
        loading.drop(str(old))


def drop_files(run: Run) -> None:
    """Stored files that came after the backup go; the last backup has them."""
    shelf, found = _backup(run)
    if last := _last(run, shelf):
        objects.remove(run.firm, _keys(last) - _keys(found))


STEPS = (
    Step("proof", _("The copies of the files are whole"), prove, nothing),
    Step("schema", _("Room beside the live data"), make_schema, drop_schema),
    Step("tables", _("The tables of that day"), make_tables, nothing),
    Step("rows", _("The rows of that day"), load_rows, nothing),
    Step("compare", _("Equal to the backup"), compare, nothing),
    Step("upgrade", _("The tables of today"), upgrade, nothing),
    Step("door", _("The portal is closed for a moment"), close, open_again),
    Step("last", _("What is there now is kept"), keep_what_is_there, forget_half),
    Step("objects", _("The stored files"), put_objects_back, take_objects_away),
    Step("swap", _("The restored data takes its place"), swap, None),
    Step("tidy", _("The former data is removed"), drop_old, None),
    Step("leftovers", _("Newer files are removed"), drop_files, None),
)


def _backup(run: Run) -> tuple[Shelf, Manifest]:
    """The shelf, and the list of the backup that is restored. Raises Damaged."""
    with scope.public():
        backup = Backup.objects.get(pk=UUID(run.parameters["backup"]), firm=run.firm)
    if backup.state != BackupState.DONE:
        raise Damaged(f"The backup {backup.pk} is not there any more.")
    shelf = Shelf.of(run.firm)
    return shelf, manifest.of(shelf, backup)


def _last(run: Run, shelf: Shelf) -> Manifest | None:
    """What was kept before the swap; None when there was no schema to keep."""
    with scope.public():
        backup = Backup.objects.filter(pk=run.pk, state=BackupState.DONE).first()
    return manifest.of(shelf, backup) if backup else None


def _keys(found: Manifest) -> set[str]:
    return {entry.key for entry in objects_of(found)}


def _refuse(problems: list[str]) -> None:
    if problems:
        raise Damaged(" ".join(problems[:20]))
