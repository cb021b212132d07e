"""Which backups are kept: one for each of the last days, one for each of the weeks."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from provisioning.backup import keeping, manifest
from provisioning.backup.models import Backup, BackupState
from provisioning.backup.shelf import MANIFESTS, OBJECTS, ROWS, Shelf
from provisioning.models import Run, RunKind
from tenants import scope
from tenants.models import Firm

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
    """Those that are no longer kept, of backups from the newest to the oldest."""
    newest_first = list(backups)
    kept = {
        *_one_for_each(newest_first, settings.BACKUPS_DAILY, _day),
        *_one_for_each(newest_first, settings.BACKUPS_WEEKLY, _week),
    }
    return [
        backup
        for backup in newest_first
        if backup.pk not in kept and at - backup.started_at > ALWAYS_KEPT
    ]


def sweep(firm: Firm) -> int:
    """Remove files that no kept backup knows; how many.

    Raises Damaged, and removes nothing, when the list of a kept one cannot be read.
    Only for a run's step: no other run of the firm may be writing meanwhile.
    """
    shelf = Shelf.of(firm)
    with scope.public():
        kept = list(Backup.objects.filter(firm=firm, state=BackupState.DONE))
    wanted = {
        shelf.object_name(entry.sha256)
        for backup in kept
        for entry in manifest.objects_of(manifest.of(shelf, backup))
    }
    wanted |= {f"{folder}/{one.pk}" for one in kept for folder in (ROWS, MANIFESTS)}
    there = {name for one in (OBJECTS, ROWS, MANIFESTS) for name in shelf.names(one)}
    for name in there - wanted:
        shelf.remove(name)
    return len(there - wanted)


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
    """The newest one of each of so many periods that have any."""
    found: dict[Hashable, UUID] = {}
    for backup in newest_first:
        found.setdefault(period(backup.started_at), backup.pk)
    return set(list(found.values())[:periods])


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]
