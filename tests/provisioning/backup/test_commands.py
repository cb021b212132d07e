"""What an operator types, and what the clock does."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from provisioning import driver
from provisioning.backup import actions, keeping, queries, tasks
from provisioning.backup.models import Backup, BackupState, Drill
from provisioning.backup.shelf import Shelf, rows_name
from provisioning.models import Run, RunKind, RunState
from tenants import scope
from tenants.models import Firm, FirmState
from tests.cast import Cast
from tests.provisioning.backup import state


def _says(command: str, *arguments: str) -> str:
    output = io.StringIO()
    call_command(command, *arguments, stdout=output)
    return output.getvalue()


def test_a_firm_is_backed_up_listed_and_restored(
    folders: Path, firm: Firm, people: Cast
) -> None:
    backed_up = _says("backup_firm", "dumont")
    key = backed_up.split()[1]
    rows = state.rows(firm)["portal_cases_case"]
    state.change(firm, "UPDATE portal_cases_case SET title = 'changed'")

    listed = _says("backups", "dumont")
    restored = _says("restore_firm", "dumont", "--backup", key, "--yes", "dumont")

    assert "2 files" in backed_up
    assert key in listed
    assert restored.startswith("dumont is what it was on ")
    assert state.rows(firm)["portal_cases_case"] == rows


def test_a_restore_needs_the_address_once_more(
    folders: Path, firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    state.back_up(firm)
    monkeypatch.setattr("builtins.input", lambda _question: "peeters")

    with pytest.raises(CommandError, match="Not confirmed"):
        _says("restore_firm", "dumont")

    assert state.again(firm).schema_name == firm.schema_name


def test_another_firms_backup_is_refused(
    folders: Path, firm: Firm, other_firm: Firm
) -> None:
    foreign = state.back_up(other_firm)

    for key in (str(foreign.pk), str(uuid4()), "something", "latest"):
        with pytest.raises(CommandError):
            _says("restore_firm", "dumont", "--backup", key, "--yes", "dumont")


def test_all_firms_are_backed_up(folders: Path, firm: Firm, other_firm: Firm) -> None:
    with scope.public():
        Firm.objects.filter(pk=other_firm.pk).update(state=FirmState.SUSPENDED)

    lines = _says("backup_firm", "--all").splitlines()

    assert [line.split()[0] for line in lines] == ["devries", "dumont", "peeters"]
    assert len(_says("backups").splitlines()) == 3


def test_a_drill_that_fails_is_an_error(folders: Path, firm: Firm) -> None:
    backup = state.back_up(firm)
    assert "passed" in _says("drill", "dumont")

    Shelf.of(firm).remove(rows_name(backup.pk))

    with pytest.raises(CommandError, match="is missing"):
        _says("drill")


def test_an_adopted_backup_is_listed(folders: Path, firm: Firm) -> None:
    backup = state.back_up(firm)
    with scope.public():
        Backup.objects.all().delete()

    assert str(backup.pk) in _says("backups", "dumont", "--adopt", str(backup.pk))


def test_firms_that_wait_for_longest_come_first(folders: Path, firm: Firm) -> None:
    with scope.public():
        others = list(Firm.objects.exclude(pk=firm.pk).order_by("slug"))
    now = timezone.now()
    _kept(others[0], now - timedelta(hours=30))
    _kept(others[1], now - timedelta(hours=40))

    with scope.public():
        found = queries.firms_due(now, most=3)
        Firm.objects.filter(pk=others[1].pk).update(state=FirmState.ERASED)
        Backup.objects.create(firm=firm, state=BackupState.DONE, started_at=now)
        left = queries.firms_due(now, most=3)

    assert found == [firm, others[1], others[0]]
    assert left == [others[0]]


def test_the_clock_starts_backups_and_leaves_busy_firms_alone(
    folders: Path, firm: Firm
) -> None:
    assert tasks.due() == 3
    assert tasks.due() == 0

    with scope.public():
        kinds = set(Run.objects.unfinished().values_list("kind", flat=True))
    assert kinds == {RunKind.BACKUP}


def test_a_backup_that_was_given_up_does_not_stand_in_the_way(
    folders: Path, firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping.objects, "copy", lambda *_given, **_options: 1 / 0)
    with scope.public():
        run = actions.back_up(firm, by=None, at=timezone.now())
    driver.drive(run.pk)
    with scope.public():
        Run.objects.filter(pk=run.pk).update(due_at=None)

    tasks.due()

    with scope.public():
        run.refresh_from_db()
        backup = Backup.objects.get(pk=run.pk)
    assert (run.state, backup.state) == (RunState.UNDONE, BackupState.FAILED)
    assert "ZeroDivisionError" in backup.error


def test_the_clock_holds_one_drill_a_week(folders: Path, firm: Firm) -> None:
    state.back_up(firm)

    tasks.drill_due()
    tasks.drill_due()

    with scope.public():
        assert [drill.state for drill in Drill.objects.all()] == ["passed"]


def _kept(firm: Firm, moment: object) -> None:
    with scope.public():
        Backup.objects.create(firm=firm, state=BackupState.DONE, started_at=moment)
