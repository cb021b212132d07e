"""From a migration to the statements that do it, by Django's own schema editor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlparse
from django.db import connection, router
from django.db.migrations import Migration, RunSQL
from django.db.migrations.operations import SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from tenants.database import dump
from tenants.database.fleet.steps import CHECK_NOW, Statements, Step, Work


def steps(migration: Migration, state: ProjectState, schema: str) -> Iterator[Step]:
    """The steps of one migration, each done in the scratch schema as it is found.

    Done there, because what comes next may look at the tables (for the name of a
    constraint to drop), and because a mistake should show here. `state` is moved on.
    """
    label = migration.app_label
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        for operation in migration.operations:
            before = state.clone()
            operation.state_forwards(label, state)
            if _is_sql(operation, label):
                operation.database_forwards(label, editor, before, state)
                yield from _collected(editor, operation, schema)
            else:
                yield from _worked(operation, label, before, state, schema)
    yield from _collected(editor, None, schema)  # what the editor kept for the end


def _is_sql(operation: Operation, label: str) -> bool:
    """Whether it can be written down; what does nothing in a firm's schema can."""
    if isinstance(operation, SeparateDatabaseAndState):
        return all(_is_sql(each, label) for each in operation.database_operations)
    hints = getattr(operation, "hints", {})
    runs_here = router.allow_migrate(connection.alias, label, **hints)
    return operation.reduces_to_sql or not runs_here


def _collected(
    editor: Any, operation: Operation | None, schema: str
) -> Iterator[Statements]:
    found = [
        statement.replace(schema, dump.PLACEHOLDER)
        for text in editor.collected_sql
        for statement in _split(text)
    ]
    editor.collected_sql.clear()
    if found and _changes_rows(operation):
        found += CHECK_NOW
    if found:
        step = Statements(tuple(found))
        step.run(schema)
        yield step


def _worked(
    operation: Operation, label: str, before: ProjectState, state: ProjectState,
    schema: str,
) -> Iterator[Step]:  # fmt: skip
    work = Work(operation, label, _whole(before), _whole(state.clone()))
    for step in (work, Statements(CHECK_NOW)):
        step.run(schema)
        yield step


def _whole(state: ProjectState) -> ProjectState:
    """The state, with its models to be rendered once and then kept.

    After a cheap change Django marks it as delayed, and a data function then has all of
    it rendered anew each time: for every firm a tenth of a second.
    """
    state.clear_delayed_apps_cache()
    state.is_delayed = False
    return state


def _changes_rows(operation: Operation | None) -> bool:
    if isinstance(operation, SeparateDatabaseAndState):
        return any(map(_changes_rows, operation.database_operations))
    return isinstance(operation, RunSQL)


def _split(text: str) -> Iterator[str]:
    """One statement each: Django's editor joins some by a semicolon."""
    joined = ";" in text.rstrip("; \n") or text.lstrip().startswith("--")
    for each in sqlparse.split(text, strip_semicolon=True) if joined else [text]:
        bare = sqlparse.format(each, strip_comments=True) if joined else each
        if statement := bare.strip().rstrip(";"):
            yield statement
