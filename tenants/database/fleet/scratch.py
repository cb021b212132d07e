"""A schema in the state of a group of firms, inside a transaction that never commits.

What must be tried or looked up before any firm is touched happens here. The end of the
transaction takes the schema away, also when the process dies.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from tenants import scope
from tenants.database import roles
from tenants.database.fleet import applied, sending
from tenants.database.fleet.loading import Loader
from tenants.database.template import Template
from tenants.models import new_schema_name


@dataclass(frozen=True)
class Scratch:
    """The schema, and whether it has the rows that Django adds after migrations."""

    schema: str
    has_rows: bool


@contextmanager
def schema_like(
    state: str, loader: Loader, template: Template | None
) -> Iterator[Scratch]:
    """The schema, entered as its owner, with all that `loader` has applied; `state` is
    the hash of that.

    With the template of the release that made those firms it takes a replay; without
    one, or when it does not fit, the migrations run from the first to the last.
    """
    schema = new_schema_name()
    with scope.as_owner(schema), transaction.atomic():
        roles.create_schema(schema)
        has_rows = template is not None and _replayed(template, schema, state)
        if not has_rows:
            _migrate(loader)
        yield Scratch(schema, has_rows)
        transaction.set_rollback(True)


def _replayed(template: Template, schema: str, state: str) -> bool:
    """Whether the template gave just what these firms have; if not, all is gone."""
    mark = transaction.savepoint()
    sending.send(template.for_schema(schema))
    has_tables = schema in applied.with_tables()
    if has_tables and applied.states([schema]) == {schema: state}:
        transaction.savepoint_commit(mark)
        return True
    transaction.savepoint_rollback(mark)
    return False


def _migrate(loader: Loader) -> None:
    """The long way: what Django's executor would do, without its bookkeeping."""
    rows = MigrationRecorder.Migration
    with connection.schema_editor(atomic=False) as editor:
        editor.create_model(rows)
    state = ProjectState(real_apps=loader.unmigrated_apps)
    for migration in loader.done():
        with connection.schema_editor(atomic=False) as editor:
            state = migration.apply(state, editor)
    rows.objects.bulk_create(
        rows(app=app, name=name) for app, name in sorted(loader.applied_migrations)
    )
