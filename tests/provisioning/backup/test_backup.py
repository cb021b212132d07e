"""What a backup holds, and what it does not show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from provisioning import driver
from provisioning.backup import actions, keeping, manifest
from provisioning.backup.models import Backup, BackupState
from provisioning.backup.shelf import OBJECTS, Shelf
from provisioning.models import RunState
from tenants import scope
from tenants.database import snapshot
from tenants.errors import DomainError
from tenants.models import Firm, FirmState
from tests import cast
from tests.cast import Cast
from tests.factories import CaseFactory, stored_document
from tests.provisioning import orders
from tests.provisioning.backup import state


def _written(folders: Path, firm: Firm) -> dict[str, int]:
    """The files of the firm's shelf, and when each was written."""
    root = folders / str(firm.pk)
    return {
        str(file.relative_to(root)): file.stat().st_mtime_ns
        for file in root.rglob("*")
        if file.is_file()
    }


def test_the_backup_says_what_it_holds(places: None, firm: Firm, people: Cast) -> None:
    rows, looks = state.count(state.rows(firm)), orders.looks_of(firm)

    backup = state.back_up(firm)

    assert (backup.state, backup.rows, backup.objects_count) == ("done", rows, 2)
    assert backup.fingerprint == looks
    assert backup.finished_at is not None
    assert backup.size > 0


def test_a_second_backup_copies_only_new_files(
    folders: Path, firm: Firm, people: Cast
) -> None:
    state.back_up(firm)
    first = _written(folders, firm)
    with scope.scope(firm):
        stored_document(b"%PDF-1.7 new", case=people.sale)
        stored_document(b"%PDF-1.7 new", case=people.divorce)  # the same bytes

    state.back_up(firm)

    second = _written(folders, firm)
    assert first.items() <= second.items()
    assert [name.split("/")[0] for name in sorted(second.keys() - first.keys())] == [
        "manifests", "objects", "rows",
    ]  # fmt: skip


def test_a_copy_that_was_lost_is_made_again(
    folders: Path, firm: Firm, people: Cast
) -> None:
    state.back_up(firm)
    shelf = Shelf.of(firm)
    shelf.remove(min(shelf.names(OBJECTS)))

    again = state.back_up(firm)

    assert len(shelf.names(OBJECTS)) == again.objects_count == 2


def test_a_file_that_was_replaced_is_read_again(
    folders: Path, firm: Firm, people: Cast
) -> None:
    state.back_up(firm)
    with scope.scope(firm), default_storage.open(people.deed.key) as file:
        length = len(file.read())
    state.overwrite(firm, people.deed.key, b"x" * length)

    again = state.back_up(firm)

    shelf = Shelf.of(firm)
    found = {
        entry.key: entry.sha256
        for entry in manifest.objects_of(manifest.of(shelf, again))
    }
    assert found == state.files(firm)


def test_files_in_folders_are_kept_too(folders: Path, firm: Firm) -> None:
    with scope.scope(firm):
        default_storage.save("brand/logo.png", ContentFile(b"a logo"))

    backup = state.back_up(firm)

    found = manifest.objects_of(manifest.of(Shelf.of(firm), backup))
    assert [entry.key for entry in found] == ["brand/logo.png"]


def test_nothing_can_be_read_in_the_place(
    folders: Path, firm: Firm, people: Cast
) -> None:
    state.back_up(firm)

    everything = b"".join(
        str(file).encode() + file.read_bytes()
        for file in folders.rglob("*")
        if file.is_file()
    )
    assert people.deed.sha256.encode() not in everything
    for word in ("of Dumont", "Olivia", "deed", "portal_cases_case"):
        assert word.encode() not in everything


def test_all_rows_are_of_one_moment(folders: Path, firm: Firm, people: Cast) -> None:
    with snapshot.of(firm.schema_name) as moment:
        table = next(one for one in moment.tables if one.name == "portal_cases_case")
        before = list(moment.rows(table))

        with scope.scope(firm):
            CaseFactory(responsible=people.laura)

        assert list(moment.rows(table)) == before


def test_every_foreign_key_can_wait_for_its_row(firm: Firm) -> None:
    """Tables are loaded by name: a row may come before the one that it refers to."""
    with scope.as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT "
            "(condeferrable AND condeferred) AND connamespace = "
            "(SELECT oid FROM pg_namespace WHERE nspname = %s)",
            [firm.schema_name],
        )
        assert cursor.fetchall() == []


def test_a_backup_that_fails_leaves_nothing(
    folders: Path, firm: Firm, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_options: object) -> Iterator[None]:
        raise OSError("the disk is full")

    monkeypatch.setattr(keeping.objects, "copy", broken)
    with scope.public():
        run = actions.back_up(firm, by=None, at=timezone.now())
    driver.drive(run.pk)

    driver.undo(run.pk)

    with scope.public():
        backup = Backup.objects.get(pk=run.pk)
        run.refresh_from_db()
    assert (run.state, backup.state) == (RunState.UNDONE, BackupState.FAILED)
    assert "the disk is full" in backup.error
    assert _written(folders, firm) == {}


def test_a_firm_that_is_closing_is_not_backed_up(firm: Firm) -> None:
    with scope.public():
        Firm.objects.filter(pk=firm.pk).update(
            state=FirmState.CLOSING, erase_at=timezone.now()
        )
        with pytest.raises(DomainError):
            actions.back_up(firm, by=None, at=timezone.now())


def test_two_firms_share_nothing(
    folders: Path, firm: Firm, people: Cast, other_firm: Firm
) -> None:
    """Equal bytes, other file names: nobody sees what two firms have in common."""
    with scope.scope(other_firm):
        cast.make("of Dumont")
    state.back_up(firm)
    state.back_up(other_firm)

    names = [
        {name for name in _written(folders, one) if name.startswith(OBJECTS)}
        for one in (firm, other_firm)
    ]

    assert [len(one) for one in names] == [2, 2]
    assert names[0] & names[1] == set()
