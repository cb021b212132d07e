"""A drill finds whatever would spoil a restore, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from provisioning.backup import drills, manifest, queries
from provisioning.backup.damage import Damaged
from provisioning.backup.models import Backup, BackupState, Drill, DrillState
from provisioning.backup.shelf import Shelf, manifest_name, rows_name
from tenants import scope
from tenants.crypto import keystore
from tenants.models import Firm
from tests.cast import Cast
from tests.provisioning import orders
from tests.provisioning.backup import state


@pytest.fixture
def backup(folders: Path, firm: Firm, people: Cast) -> Backup:
    """A good one."""
    return state.back_up(firm)


def _drill(backup: Backup) -> Drill:
    return drills.hold(backup, at=timezone.now())


def _object(folders: Path, backup: Backup) -> Path:
    shelf = Shelf.of(backup.firm)
    entry = next(manifest.objects_of(manifest.of(shelf, backup)))
    return folders / str(backup.firm_id) / shelf.object_name(entry.sha256)


def _file(folders: Path, backup: Backup, name: str) -> Path:
    return folders / str(backup.firm_id) / name


def test_a_good_backup_passes(backup: Backup, firm: Firm) -> None:
    rows = state.count(state.rows(firm))

    drill = _drill(backup)

    assert (drill.state, drill.report["problems"]) == (DrillState.PASSED, [])
    assert drill.report["rows"] == backup.rows == rows
    assert drill.report["objects"] == backup.objects_count == 2


def test_a_drill_leaves_nothing_and_touches_nothing(backup: Backup, firm: Firm) -> None:
    schemas, rows = orders.firms_schemas(), state.rows(firm)

    _drill(backup)

    assert orders.firms_schemas() == schemas
    assert (state.again(firm).schema_name, state.rows(firm)) == (firm.schema_name, rows)


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-20])


SPOILERS: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "a damaged object": ("object", _flip, "is damaged"),
    "a cut object": ("object", _cut, "is damaged"),
    "a missing object": ("object", Path.unlink, "is missing"),
    "damaged rows": ("rows", _flip, "does not open"),
    "cut rows": ("rows", _cut, "does not open"),
    "missing rows": ("rows", Path.unlink, "is missing"),
    "a damaged manifest": ("manifest", _flip, "does not open"),
    "a missing manifest": ("manifest", Path.unlink, "is missing"),
}


@pytest.mark.parametrize("case", SPOILERS)
def test_it_reports(case: str, folders: Path, backup: Backup) -> None:
    what, spoil, expected = SPOILERS[case]
    files = {
        "object": _object(folders, backup),
        "rows": _file(folders, backup, rows_name(backup.pk)),
        "manifest": _file(folders, backup, manifest_name(backup.pk)),
    }
    spoil(files[what])

    drill = _drill(backup)

    assert drill.state == DrillState.FAILED
    assert [expected in problem for problem in drill.report["problems"]] == [True]


def test_it_reports_a_document_without_a_file(
    folders: Path, firm: Firm, people: Cast
) -> None:
    with scope.scope(firm):
        default_storage.delete(people.deed.key)
    backup = state.back_up(firm)

    drill = _drill(backup)

    assert drill.report["problems"] == [
        f"The document {people.deed.pk} has no file, or another one."
    ]


def test_it_reports_an_older_list_in_the_place_of_the_right_one(
    folders: Path, firm: Firm, backup: Backup
) -> None:
    shelf = Shelf.of(firm)
    found = manifest.of(shelf, backup)
    manifest.write(shelf, found.with_objects([]))

    drill = _drill(backup)

    assert drill.state == DrillState.FAILED
    assert "not the file that was written" in drill.report["problems"][0]


def test_rows_that_are_not_in_the_list_are_reported(
    folders: Path, firm: Firm, backup: Backup
) -> None:
    """A backup whose parts all open, but do not belong together."""
    state.change(firm, "UPDATE portal_cases_case SET title = 'changed'")
    second = state.back_up(firm)
    shelf = Shelf.of(firm)
    data = list(shelf.read(rows_name(second.pk)))
    shelf.write(rows_name(backup.pk), data)

    drill = _drill(backup)

    assert "not the" in drill.report["problems"][0]


def test_another_firms_key_does_not_open_it(
    folders: Path, backup: Backup, other_firm: Firm
) -> None:
    own, foreign = Shelf.of(backup.firm), Shelf.of(other_firm)
    stolen = folders / str(other_firm.pk) / "rows"
    stolen.mkdir(parents=True)
    rows = rows_name(backup.pk)
    _file(folders, backup, rows).rename(folders / str(other_firm.pk) / rows)

    with pytest.raises(Damaged):
        list(foreign.read(rows))

    assert own.key != foreign.key


def test_without_the_firms_key_nothing_opens(backup: Backup) -> None:
    keystore.destroy(backup.firm_id)

    drill = _drill(backup)

    assert "no data key" in drill.report["problems"][0]


def test_a_drill_that_died_has_failed(backup: Backup) -> None:
    now = timezone.now()
    with scope.public():
        lost = Drill.objects.create(backup=backup, started_at=now - timedelta(days=1))

    assert drills.end_lost(at=now) == 1

    with scope.public():
        lost.refresh_from_db()
    assert (lost.state, lost.report["problems"]) == ("failed", [drills.CUT_SHORT])


def test_chance_finds_only_firms_with_a_backup(backup: Backup, firm: Firm) -> None:
    with scope.public():
        found = queries.some_firm()
        Backup.objects.update(state=BackupState.REMOVED)
        assert queries.some_firm() is None

    assert found == firm
