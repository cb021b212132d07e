"""What a firm is made of, to the byte, and how it is changed."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from provisioning import driver
from provisioning.backup import actions
from provisioning.backup.models import Backup
from provisioning.models import Run, RunState
from tenants import scope
from tenants.database import loading
from tenants.models import Firm

Rows = dict[str, list[bytes]]


def again(firm: Firm) -> Firm:
    """The firm as it stands now."""
    with scope.public():
        return Firm.objects.get(pk=firm.pk)


def rows(firm: Firm) -> Rows:
    """Every row of every table, as COPY writes it."""
    schema = again(firm).schema_name
    with scope.as_owner(schema):
        return {
            table.name: list(loading.rows(schema, table))
            for table in loading.tables(schema)
        }


def sequences(firm: Firm) -> dict[str, int | None]:
    """Where the sequences stand."""
    schema = again(firm).schema_name
    with scope.as_owner(schema):
        return loading.sequences(schema)


def files(firm: Firm) -> dict[str, str]:
    """The SHA-256 of every stored file."""
    with scope.scope(again(firm)):
        _folders, names = default_storage.listdir("")
        return {name: _sha256(name) for name in names}


def count(found: Rows) -> int:
    """The number of rows."""
    return sum(map(len, found.values()))


def differing(one: Rows, other: Rows) -> int:
    """How many rows are not the same."""
    return sum(len(set(one[name]) ^ set(other[name])) for name in one)


def overwrite(firm: Firm, key: str, content: bytes) -> None:
    """Damage a stored file."""
    with scope.scope(firm):
        default_storage.delete(key)
        default_storage.save(key, ContentFile(content, name=key))


def change(firm: Firm, statement: str) -> None:
    """Change rows as nobody but the firm itself can."""
    with scope.scope(again(firm)):
        execute(statement)


def execute(statement: str) -> None:
    """A statement in the scope in force."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def back_up(firm: Firm) -> Backup:
    """A finished backup."""
    with scope.public():
        run = actions.back_up(again(firm), by=None, at=timezone.now())
    finish(run)
    with scope.public():
        return Backup.objects.select_related("firm").get(pk=run.pk)


def restore(backup: Backup) -> Run:
    """A finished restore."""
    run = ask_for_restore(backup)
    finish(run)
    return run


def ask_for_restore(backup: Backup) -> Run:
    """A restore that nobody has begun."""
    with scope.public():
        kept = Backup.objects.select_related("firm").get(pk=backup.pk)
        return actions.restore(kept, by=None, at=timezone.now(), reason="a test")


def finish(run: Run) -> None:
    """Drive it; it must come to its end at the first attempt."""
    driver.drive(run.pk)
    with scope.public():
        run.refresh_from_db()
    assert (run.state, run.error) == (RunState.DONE, "")


def _sha256(name: str) -> str:
    with default_storage.open(name) as file:
        return hashlib.sha256(file.read()).hexdigest()
