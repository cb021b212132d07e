"""A backup that is damaged or of another release is refused before the door closes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from provisioning import driver
from provisioning.backup import actions, manifest
from provisioning.backup.models import Backup, BackupState
from provisioning.backup.shelf import OBJECTS, Shelf, rows_name
from provisioning.models import Run, RunState
from tenants import scope
from tenants.database import dump, template
from tenants.errors import DomainError
from tenants.models import Firm, FirmTemplate
from tests.cast import Cast
from tests.provisioning import orders
from tests.provisioning.backup import state

OLDER, NEWER = "older", "newer"


def test_an_older_backup_is_brought_to_this_release(
    folders: Path, firm: Firm, people: Cast
) -> None:
    looks, cases = orders.looks_of(firm), state.rows(firm)["portal_cases_case"]
    with scope.as_owner(firm.schema_name):
        call_command("migrate", "tenants_audit", "0001", verbosity=0, skip_checks=True)
    _call(firm, OLDER)
    backup = state.back_up(firm)
    with scope.public():
        FirmTemplate.objects.filter(release=OLDER).delete()  # lost, but not in there

    state.restore(backup)

    restored = state.again(firm)
    found = orders.looks_of(restored)
    assert (backup.release, restored.release) == (OLDER, template.release())
    assert {part for part in looks if found[part] != looks[part]} == {"sequences"}
    assert state.rows(firm)["portal_cases_case"] == cases


def test_a_newer_backup_is_refused(folders: Path, firm: Firm, people: Cast) -> None:
    with scope.as_owner(firm.schema_name):
        state.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('portal_cases', '0999_future', now())"
        )
    _call(firm, NEWER)
    backup = state.back_up(firm)

    run = _fails(backup)

    assert "portal_cases.0999_future first" in run.error
    _is_as_before(firm, run)


def test_a_damaged_copy_is_found_before_anything_is_touched(
    folders: Path, firm: Firm, people: Cast
) -> None:
    backup = state.back_up(firm)
    shelf = Shelf.of(firm)
    shelf.remove(min(shelf.names(OBJECTS)))

    run = _fails(backup)

    assert "is missing" in run.error
    _is_as_before(firm, run)


def test_damaged_rows_are_found_beside(folders: Path, firm: Firm, people: Cast) -> None:
    backup = state.back_up(firm)
    file = folders / str(firm.pk) / rows_name(backup.pk)
    file.write_bytes(file.read_bytes()[:-1])

    run = _fails(backup)

    assert "does not open" in run.error
    _is_as_before(firm, run)


def test_rows_that_differ_from_the_list_are_found(
    folders: Path, firm: Firm, people: Cast
) -> None:
    """All of it opens, and still it is not what was backed up."""
    backup = state.back_up(firm)
    shelf = Shelf.of(firm)
    found = manifest.of(shelf, backup)
    forged = manifest.write(shelf, replace(found, sequences={}))
    with scope.public():
        Backup.objects.filter(pk=backup.pk).update(sha256=forged.sha256)

    run = _fails(backup)

    assert "A sequence stands elsewhere." in run.error
    _is_as_before(firm, run)


def test_a_restore_that_is_taken_back_leaves_the_firm_as_it_was(
    folders: Path, firm: Firm, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = state.back_up(firm)
    rows, files, looks = state.rows(firm), state.files(firm), orders.looks_of(firm)

    def broken(*_args: object) -> bool:
        raise OSError("the storage is away")

    monkeypatch.setattr("provisioning.backup.objects.put_back", broken)
    run = _fails(backup)
    closed = not state.again(firm).is_active
    driver.undo(run.pk)

    assert closed
    assert state.again(firm).is_active
    assert (state.rows(firm), state.files(firm)) == (rows, files)
    assert orders.looks_of(state.again(firm)) == looks


@pytest.mark.parametrize("wrong", [BackupState.FAILED, BackupState.REMOVED])
def test_only_a_finished_backup_is_restored(firm: Firm, wrong: BackupState) -> None:
    with scope.public():
        backup = Backup(firm=firm, state=wrong, started_at=timezone.now())

        with pytest.raises(DomainError):
            actions.restore(backup, by=None, at=timezone.now(), reason="a test")


def test_a_restore_needs_a_reason(firm: Firm) -> None:
    with scope.public():
        backup = Backup(firm=firm, state=BackupState.DONE, started_at=timezone.now())

        with pytest.raises(DomainError):
            actions.restore(backup, by=None, at=timezone.now(), reason=" ")


def _call(firm: Firm, release: str) -> None:
    """Let the firm's tables be those of a release of this name."""
    with scope.as_owner(firm.schema_name):
        statements = [
            *dump.tables_of(firm.schema_name),
            *template._rows(firm.schema_name),
        ]
    with scope.public():
        FirmTemplate.objects.create(release=release, statements=statements)
        Firm.objects.filter(pk=firm.pk).update(release=release)


def _fails(backup: Backup) -> Run:
    """A restore that stops somewhere."""
    run = state.ask_for_restore(backup)
    driver.drive(run.pk)
    with scope.public():
        run.refresh_from_db()
    assert run.state == RunState.FAILED
    return run


def _is_as_before(firm: Firm, run: Run) -> None:
    now = state.again(firm)
    assert (now.schema_name, now.is_active) == (firm.schema_name, True)
    before = orders.firms_schemas()
    driver.undo(run.pk)
    assert orders.firms_schemas() <= before
    assert len(orders.firms_schemas()) == 3
