"""What a migration of a firm's tables must not do; docs/migrations.md says why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import models
from django.db.migrations import (
    AddField,
    AlterField,
    CreateModel,
    Migration,
    RunPython,
    RunSQL,
)
from django.db.migrations.operations import SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation
from django.db.models.fields import NOT_PROVIDED

FORBIDDEN_SQL = re.compile(
    r"\b(CREATE\s+(OR\s+REPLACE\s+)?(TRIGGER|FUNCTION|PROCEDURE|EXTENSION)|DO\s+\$"
    r"|CONCURRENTLY|SET\s+SCHEMA|SET\s+ROLE|search_path|LOCK\s+TABLE|ADD\s+GENERATED"
    r"|public\.)",
    re.IGNORECASE,
)

SAME_FOR_ALL = (NOT_PROVIDED, list, dict)  # NOT_PROVIDED is a class, and so callable


def labels() -> set[str]:
    """The apps whose tables are in a firm's schema."""
    return {AppConfig.create(entry).label for entry in settings.TENANT_APPS}


def ours() -> set[str]:
    """Those of them that are our own code."""
    ours_only = ("tenants.", "portal.")
    return {
        each
        for each in labels()
        if apps.get_app_config(each).name.startswith(ours_only)
    }


def broken(migration: Migration) -> list[str]:
    """What is wrong with it, a line each."""
    found = [] if migration.atomic else ["atomic = False: a firm gets all or nothing"]
    for operation in migration.operations:
        found += _broken_by(operation)
    return [f"{migration}: {line}" for line in found]


def _broken_by(operation: Operation) -> Iterator[str]:
    if isinstance(operation, SeparateDatabaseAndState):
        for each in operation.database_operations:
            yield from _broken_by(each)
    elif isinstance(operation, CreateModel):
        yield from _new_table(operation)
    elif isinstance(operation, AddField):
        yield from _new_column(operation.model_name, operation.name, operation.field)
    elif isinstance(operation, AlterField) and operation.field.primary_key:
        yield f"the key of {operation.model_name} is changed"
    elif isinstance(operation, RunSQL) and FORBIDDEN_SQL.search(str(operation.sql)):
        yield f"SQL of a forbidden kind: {operation.sql}"
    elif isinstance(operation, RunPython) and operation.reverse_code is None:
        yield "a data function without a way back; RunPython.noop is one"


def _new_table(operation: CreateModel) -> Iterator[str]:
    fields = dict(operation.fields)
    is_table = operation.options.get("managed", True) and not operation.options.get(
        "proxy"
    )
    keys = [each for each in fields.values() if each.primary_key]
    if is_table and not (keys and isinstance(keys[0], models.UUIDField)):
        yield f"{operation.name} has no key of type UUID"
    for name, field in fields.items():
        yield from _reference(operation.name, name, field)


def _new_column(model: str, name: str, field: Any) -> Iterator[str]:
    column = f"{model}.{name}"
    if isinstance(field, models.AutoField):
        yield f"{column} is an identity, which cannot be added later"
        return
    if not field.null and not field.many_to_many and field.db_default is NOT_PROVIDED:
        yield f"{column} must be null or have a db_default: older code does not set it"
    if callable(field.default) and field.default not in SAME_FOR_ALL:
        yield f"{column} would have the same value in all rows of all firms"
    yield from _reference(model, name, field)


def _reference(model: str, name: str, field: Any) -> Iterator[str]:
    if not field.is_relation:
        return
    target = field.remote_field.model
    label = target.split(".")[0] if isinstance(target, str) else target._meta.app_label
    if label.lower() == settings.AUTH_USER_MODEL or label in labels():
        return
    if "." in str(target):
        yield f"{model}.{name} refers to {target}, which is not in the firm's schema"
