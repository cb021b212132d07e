"""One plan for all firms whose tables have the same migrations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.management.sql import (
    emit_post_migrate_signal,
    emit_pre_migrate_signal,
)
from django.db import DEFAULT_DB_ALIAS, connection, router
from django.db.migrations import Migration
from django.db.migrations.state import ModelState, ProjectState
from psycopg import sql

from tenants import scope
from tenants.database import dump, roles
from tenants.database.fleet import collecting, rights, rows, scratch
from tenants.database.fleet.applied import Key
from tenants.database.fleet.loading import Loader
from tenants.database.fleet.steps import Statements, Step
from tenants.database.template import Template

ON_TABLES = {"indexes", "constraints"}  # options of models that no row is made from


class NotAtomic(RuntimeError):  # noqa: N818  (reads as what happened)
    """A migration without a transaction; a firm gets everything in one, or nothing."""


@dataclass(frozen=True)
class Plan:
    """What brings firms in `state` to this release.

    `missing` are the migrations that they lack, `unknown` those that this code lacks.
    """

    state: str
    missing: tuple[Key, ...]
    unknown: frozenset[Key]
    steps: tuple[Step, ...]

    def lines(self) -> Iterator[str]:
        """The plan for a person to read."""
        for step in self.steps:
            yield from step.lines()


def make(
    state: str, loader: Loader, schemas: Sequence[str], template: Template | None
) -> Plan:
    """The plan for the firms of this state, which have these schemas.

    `loader` knows what they have. The first is read, as the model of the others; no
    firm is changed. `template` is the one of the release that made it, which spares the
    way from the first migration. Outside of any scope and transaction, with the login
    `owner`. Raises NotAtomic, and whatever is wrong with a migration: it is tried here
    before any firm sees it.
    """
    pending = loader.pending()
    if not pending:
        return Plan(state, (), frozenset(loader.unknown()), ())
    with scope.as_owner(schemas[0]):
        _refuse_not_atomic(pending)
        there = rows.read()
        is_open = rights.any_left(schemas)
    with scratch.schema_like(state, loader, template) as made:
        state_now = _state(loader)
        named, guarded = _what_rows_name(state_now), rights.guarded(made.schema)
        steps = [*_steps(pending, state_now, made.schema)]
        statements = [_records(loader.rows_for(pending))]
        if not made.has_rows or named != _what_rows_name(state_now):
            _add_rows(state_now)
        statements += rows.to_add(there, rows.read())
        if is_open or guarded != rights.guarded(made.schema):
            statements += roles.rights_taken_back(dump.PLACEHOLDER)
    missing = tuple((each.app_label, each.name) for each in pending)
    steps.append(Statements(tuple(statements)))
    return Plan(state, missing, frozenset(loader.unknown()), tuple(_joined(steps)))


def _state(loader: Loader) -> ProjectState:
    """The models as the applied migrations leave them."""
    state = ProjectState(real_apps=loader.unmigrated_apps)
    for migration in loader.done():
        migration.mutate_state(state, preserve=False)
    return state


def _steps(
    pending: list[Migration], state: ProjectState, schema: str
) -> Iterator[Step]:
    """The steps of all, tried in the scratch schema; `state` is moved to the end."""
    emit_pre_migrate_signal(
        0, interactive=False, db=DEFAULT_DB_ALIAS, apps=state.apps,
        plan=[(each, False) for each in pending],
    )  # fmt: skip
    for migration in pending:
        yield from collecting.steps(migration, state, schema)


def _what_rows_name(state: ProjectState) -> dict[tuple[str, str], Any]:
    """What content types and permissions are made from: while it stays the same, no
    model has to be rendered to find that none is missing. Models of applications
    without migrations may have changed in the code, so with these it is never equal."""
    found: dict[tuple[str, str], Any] = {
        key: {k: v for k, v in model.options.items() if k not in ON_TABLES}
        for key, model in state.models.items()
    }
    if any(apps.get_app_config(each).models for each in state.real_apps):
        found["", ""] = object()
    return found


def _add_rows(state: ProjectState) -> None:
    """Let Django add what it adds after migrations, from models as its command does."""
    state.clear_delayed_apps_cache()
    models = state.apps
    with models.bulk_update():
        real = [(each.app_label, each.name_lower) for each in models.real_models]
        for key in real:
            models.unregister_model(*key)
    models.render_multiple(
        [ModelState.from_model(apps.get_model(*key)) for key in real]
    )
    emit_post_migrate_signal(
        0, interactive=False, db=DEFAULT_DB_ALIAS, apps=models, plan=[]
    )


def _records(keys: list[Key]) -> str:
    values = sql.SQL(", ").join(
        sql.SQL("({}, {}, now())").format(sql.Literal(app), sql.Literal(name))
        for app, name in keys
    )
    insert = sql.SQL("INSERT INTO django_migrations (app, name, applied) VALUES {}")
    return insert.format(values).as_string(connection.connection)


def _joined(steps: list[Step]) -> Iterator[Step]:
    """Neighbours that are SQL become one, and so one round trip."""
    for is_sql, some in groupby(steps, lambda each: isinstance(each, Statements)):
        if is_sql:
            yield Statements(tuple(line for each in some for line in each.lines()))
        else:
            yield from some


def _refuse_not_atomic(pending: list[Migration]) -> None:
    for migration in pending:
        runs_here = router.allow_migrate(DEFAULT_DB_ALIAS, migration.app_label)
        if runs_here and not migration.atomic:
            raise NotAtomic(f"{migration} has atomic = False; see docs/migrations.md.")
