"""Which backups are kept: one for each of the last days, one for each of the weeks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from provisioning.backup import keeping, manifest
from provisioning.backup.damage import Damaged
from provisioning.backup.manifest import Manifest, objects_of
from provisioning.backup.models import Backup, BackupState
from provisioning.backup.shelf import (
    MANIFESTS,
    OBJECTS,
    ROWS,
    Shelf,
    manifest_name,
    rows_name,
)
from provisioning.models import Run, RunKind
from tenants import scope
from tenants.models import Firm

log = logging.getLogger(__name__)

ALWAYS_KEPT = timedelta(hours=24)  # whatever their number


def tidy(firm: Firm, *, at: datetime) -> int:
    """Remove what is too old; the number of backups. Safe to repeat.

    The row says "removed" when the files are gone: a crash in between leaves a row
    that the next time removes again.
    """
    with scope.public():
        done = Backup.objects.filter(firm=firm, state=BackupState.DONE)
        kept = list(done.order_by("-started_at"))
        ways_back = _before_restores(firm, at=at)
    old = [each for each in too_old(kept, at=at) if each.pk not in ways_back]
    for backup in old:
        keeping.discard(firm, backup.pk)
        with scope.public():
            Backup.objects.filter(pk=backup.pk).update(state=BackupState.REMOVED)
    sweep(firm)
    return len(old)


def too_old(backups: Iterable[Backup], *, at: datetime) -> list[Backup]:
    """Those that are no longer kept, of backups from the newest to the oldest.

    The newest one stays, however old it is.
    """
    newest_first = list(backups)
    daily, weekly = settings.BACKUPS_DAILY, settings.BACKUPS_WEEKLY
    last_days = _since(newest_first, at - timedelta(days=daily))
    last_weeks = _since(newest_first, at - timedelta(weeks=weekly))
    kept = {
        *(backup.pk for backup in newest_first[:1]),
        *_one_for_each(last_days, daily, _day),
        *_one_for_each(last_weeks, weekly, _week),
    }
    return [
        backup
        for backup in newest_first
        if backup.pk not in kept and at - backup.started_at > ALWAYS_KEPT
    ]


def sweep(firm: Firm) -> int:
    """Remove files that no backup needs; how many.

    A finished backup that `public` does not know stays: `public` itself may have been
    put back to an earlier day. Raises Damaged, and removes nothing, when the list of a
    kept one cannot be read. Only for a run's step: no other run of the firm may be
    writing meanwhile.
    """
    shelf = Shelf.of(firm)
    there = {name for one in (OBJECTS, ROWS, MANIFESTS) for name in shelf.names(one)}
    wanted: set[str] = set()
    for found in [*_kept(firm, shelf), *_unknown(firm, shelf, there)]:
        wanted |= _files(shelf, found)
    for name in there - wanted:
        shelf.remove(name)
    return len(there - wanted)


def _kept(firm: Firm, shelf: Shelf) -> list[Manifest]:
    with scope.public():
        kept = list(Backup.objects.filter(firm=firm, state=BackupState.DONE))
    return [manifest.of(shelf, backup) for backup in kept]


def _unknown(firm: Firm, shelf: Shelf, there: set[str]) -> list[Manifest]:
    """The lists of finished backups that have no row."""
    with scope.public():
        keys = Backup.objects.filter(firm=firm).values_list("pk", flat=True)
        known = {manifest_name(key) for key in keys}
    found = []
    for name in there - known:
        if name.startswith(f"{MANIFESTS}/") and (one := _readable(shelf, name)):
            log.warning("the backup %s has no row; see manage backups --adopt", name)
            found.append(one)
    return found


def _readable(shelf: Shelf, name: str) -> Manifest | None:
    """The list of this name, when it is one and was finished."""
    try:
        found = manifest.read(shelf, UUID(name.rpartition("/")[2]))
    except (Damaged, ValueError):
        return None
    return None if found.objects is None else found


def _files(shelf: Shelf, found: Manifest) -> set[str]:
    """All that a backup needs."""
    key = UUID(found.backup_id)
    objects = (shelf.object_name(each.sha256) for each in objects_of(found))
    return {rows_name(key), manifest_name(key), *objects}


def _before_restores(firm: Firm, *, at: datetime) -> set[UUID]:
    """Backups that restores made: the only way back, and named after their run."""
    since = at - timedelta(days=settings.BACKUPS_BEFORE_RESTORE_DAYS)
    restores = Run.objects.filter(
        firm=firm, kind=RunKind.RESTORE, created_at__gte=since
    )
    return set(restores.values_list("pk", flat=True))


def _one_for_each(
    newest_first: list[Backup], periods: int, period: Callable[[datetime], Hashable]
) -> set[UUID]:
    """The newest one of each of the last periods that have any."""
    found: dict[Hashable, UUID] = {}
    for backup in newest_first:
        found.setdefault(period(backup.started_at), backup.pk)
    return set(list(found.values())[:periods])


def _since(backups: list[Backup], moment: datetime) -> list[Backup]:
    return [backup for backup in backups if backup.started_at > moment]


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]
