"""A backup and a restore that are killed; see tests/provisioning/fates.py."""

from __future__ import annotations

import hashlib

from django.core.files.storage import default_storage
from django.utils import timezone

from provisioning import driver
from provisioning.backup import actions, manifest
from provisioning.backup.models import Backup, BackupState
from provisioning.backup.shelf import MANIFESTS, OBJECTS, ROWS, Shelf
from provisioning.models import Run, RunState
from tenants import scope
from tenants.models import Firm
from tests.factories import CaseFactory, stored_document
from tests.provisioning import orders
from tests.provisioning.backup import state

SLUG = "restorable"
TITLE = "As it was backed up"
ADDED_TO = ("tenants_audit_entry", "tenants_outbox_event")


def begin_backup(slug: str) -> Run:
    """Of a firm that has new files since its last one."""
    firm = _firm()
    with scope.scope(firm):
        stored_document(f"%PDF-1.7 {slug}".encode(), case=CaseFactory())
    with scope.public():
        return actions.back_up(firm, by=None, at=timezone.now())


def check_backed_up(run: Run) -> None:
    """It is whole, and nothing lies there that no backup knows."""
    assert run.state == RunState.DONE
    with scope.public():
        backup = Backup.objects.get(pk=run.pk)
    assert backup.state == BackupState.DONE
    _nothing_is_left_over(run.firm)


def begin_restore(slug: str) -> Run:
    """Of a firm whose rows and files changed after its first backup."""
    firm = _firm()
    old = min(_files_of(_first(firm)))
    with scope.scope(firm):
        case = CaseFactory(title=f"Newer than the backup, {slug}")
        stored_document(f"%PDF-1.7 {slug}".encode(), case=case)
        default_storage.delete(old)
    state.change(firm, "UPDATE portal_cases_case SET title = 'changed'")
    return state.ask_for_restore(_first(firm))


def check_restored(run: Run) -> None:
    """Equal to the backup, open again, and nothing is left of the way there."""
    firm, first = run.firm, _first(run.firm)
    assert (run.state, firm.is_active) == (RunState.DONE, True)
    shelf = Shelf.of(firm)
    found = manifest.of(shelf, first)
    sums = {table.name: table.sha256 for table in found.tables}
    for name, lines in state.rows(firm).items():
        if name not in ADDED_TO:
            assert hashlib.sha256(b"".join(lines)).hexdigest() == sums[name], name
    assert state.files(firm) == {
        entry.key: entry.sha256 for entry in manifest.objects_of(found)
    }
    looks = orders.looks_of(firm)
    assert {part for part in looks if looks[part] != found.fingerprint[part]} == set()
    _nothing_is_left_over(firm)


def _firm() -> Firm:
    """One that has nothing under way: made once, and used again."""
    busy = Run.objects.unfinished().values("firm")
    with scope.public():
        firms = Firm.objects.filter(slug__startswith=SLUG)
        free, number = firms.exclude(pk__in=busy).first(), firms.count()
    return free or _make(f"{SLUG}-{number}")


def _make(slug: str) -> Firm:
    run = orders.place(slug)
    driver.drive(run.pk)
    firm = orders.again(run).firm
    with scope.scope(firm):
        case = CaseFactory(title=TITLE)
        for number in range(3):
            stored_document(f"%PDF-1.7 {number}".encode(), case=case)
    state.back_up(firm)
    return firm


def _first(firm: Firm) -> Backup:
    with scope.public():
        backups = Backup.objects.filter(firm=firm).select_related("firm")
        return backups.order_by("started_at")[0]


def _files_of(backup: Backup) -> set[str]:
    found = manifest.of(Shelf.of(backup.firm), backup)
    return {entry.key for entry in manifest.objects_of(found)}


def _nothing_is_left_over(firm: Firm) -> None:
    shelf = Shelf.of(firm)
    with scope.public():
        kept = list(Backup.objects.filter(firm=firm, state=BackupState.DONE))
    wanted = {f"{folder}/{one.pk}" for one in kept for folder in (ROWS, MANIFESTS)}
    wanted |= {
        shelf.object_name(entry.sha256)
        for one in kept
        for entry in manifest.objects_of(manifest.of(shelf, one))
    }
    there = {name for one in (OBJECTS, ROWS, MANIFESTS) for name in shelf.names(one)}
    assert there == wanted
