"""Which backups stay, and what goes with those that do not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from provisioning.backup import keeping, manifest, retention
from provisioning.backup.damage import Damaged
from provisioning.backup.models import Backup, BackupState
from provisioning.backup.shelf import OBJECTS, ROWS, Shelf, manifest_name
from tenants import scope
from tenants.models import Firm
from tests.cast import Cast
from tests.factories import stored_document
from tests.provisioning.backup import state

MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def _nightly(days: int) -> list[Backup]:
    return [Backup(started_at=MONDAY - timedelta(days=day)) for day in range(days)]


def test_fourteen_days_and_eight_weeks_are_kept() -> None:
    backups = _nightly(120)

    old = retention.too_old(backups, at=MONDAY)

    kept = [each.started_at for each in backups if each not in old]
    assert kept[:14] == [MONDAY - timedelta(days=day) for day in range(14)]
    sundays = [MONDAY - timedelta(days=1 + 7 * week) for week in range(7)]
    assert kept[14:] == [day for day in sundays if day <= MONDAY - timedelta(days=14)]
    assert len({moment.isocalendar()[:2] for moment in kept}) == 8


def test_of_one_day_the_last_one_is_kept() -> None:
    now = MONDAY + timedelta(days=3)
    morning, evening = (
        Backup(started_at=MONDAY + timedelta(hours=hour)) for hour in (0, 9)
    )

    assert retention.too_old([evening, morning], at=now) == [morning]


def test_those_of_the_last_hours_are_all_kept() -> None:
    backups = [Backup(started_at=MONDAY - timedelta(hours=hour)) for hour in range(20)]

    assert retention.too_old(backups, at=MONDAY) == []


def test_what_goes_takes_its_own_files_along(
    folders: Path, firm: Firm, people: Cast
) -> None:
    old = state.back_up(firm)
    state.overwrite(firm, people.deed.key, b"%PDF-1.7 a newer deed")
    _make_older(old, days=200)

    kept = [state.back_up(firm) for _number in range(2)]

    shelf = Shelf.of(firm)
    with scope.public():
        old.refresh_from_db()
    assert old.state == BackupState.REMOVED
    assert shelf.names(ROWS) == {f"{ROWS}/{one.pk}" for one in kept}
    assert len(shelf.names(OBJECTS)) == 2


def test_the_way_back_from_a_restore_is_kept(folders: Path, firm: Firm) -> None:
    run = state.restore(state.back_up(firm))
    with scope.public():
        way_back = Backup.objects.get(pk=run.pk)
    _make_older(way_back, days=20)
    same_day = state.back_up(firm)
    _make_older(same_day, days=20, hours=-1)

    assert retention.tidy(state.again(firm), at=timezone.now()) == 0

    with scope.public():
        way_back.refresh_from_db()
    assert way_back.state == BackupState.DONE


def test_nothing_is_removed_while_a_list_cannot_be_read(
    folders: Path, firm: Firm, people: Cast
) -> None:
    backup = state.back_up(firm)
    shelf = Shelf.of(firm)
    before = shelf.names(OBJECTS)
    (folders / str(firm.pk) / manifest_name(backup.pk)).write_bytes(b"damaged")

    with pytest.raises(Damaged):
        retention.sweep(firm)

    assert shelf.names(OBJECTS) == before


def test_a_backup_that_only_its_place_knows_can_be_adopted(
    folders: Path, firm: Firm, people: Cast
) -> None:
    backup = state.back_up(firm)
    with scope.scope(firm):
        stored_document(b"%PDF-1.7 later", case=people.sale)
    with scope.public():
        Backup.objects.all().delete()  # `public` was put back to an earlier day
    state.back_up(firm)

    adopted = keeping.seal(firm, backup.pk, at=timezone.now())

    assert adopted.rows == backup.rows
    assert manifest.of(Shelf.of(firm), adopted).rows == backup.rows


def _make_older(backup: Backup, **age: float) -> None:
    with scope.public():
        Backup.objects.filter(pk=backup.pk).update(
            started_at=timezone.now() - timedelta(**age)
        )
