"""The statements of the previous release's code, tried on the tables of the newest."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.apps import AppConfig
from django.conf import settings
from django.db import Error, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import timezone

from tenants.database import roles

RECORDS = Path(__file__).parent / "releases"
NOW = timezone.now()
SPECIAL: dict[str, Any] = {  # what a check constraint asks for
    "portal_branding_brand.colour": "#1f5a4a",
    "portal_documents_document.sha256": "a" * 64,
    "portal_access_invitation.expires_at": NOW + timedelta(days=1),
    "portal_access_invitation.created_at": NOW,
    "portal_access_invitation.digest": b"d" * 32,
}
PLAIN: list[tuple[type[models.Field[Any, Any]], Callable[[], Any]]] = [
    (models.UUIDField, uuid4),
    (models.DateTimeField, lambda: NOW),
    (models.DateField, lambda: datetime.date(NOW)),
    (models.BooleanField, lambda: True),
    (models.IntegerField, lambda: 1),
    (models.JSONField, dict),
    (models.BinaryField, lambda: secrets.token_bytes(32)),
    (models.DurationField, lambda: timedelta(1)),
    (models.EmailField, lambda: f"{secrets.token_hex(4)}@example.com"),
    (models.CharField, lambda: secrets.token_hex(20)),
    (models.TextField, lambda: "text"),
]

Model = type[models.Model]


def record() -> dict[str, Any]:
    """What the previous release asks for: the newest of the records."""
    newest = max(RECORDS.glob("*.json"), key=lambda file: int(file.stem))
    return dict(json.loads(newest.read_text()))


@cache
def models_then() -> list[Model]:
    """The models of a firm's tables, as that release's migrations leave them."""
    release = record()
    loader = MigrationLoader(None)
    wanted = {
        (app, name) for app, names in release["migrations"].items() for name in names
    }
    state = ProjectState(real_apps=loader.unmigrated_apps)
    for leaf in loader.graph.leaf_nodes():
        for key in loader.graph.forwards_plan(leaf):
            if key in wanted:
                wanted.discard(key)
                loader.graph.nodes[key].mutate_state(state, preserve=False)
    labels = {AppConfig.create(entry).label for entry in settings.TENANT_APPS}
    found = state.apps.get_models(include_auto_created=True)
    return [each for each in found if each._meta.app_label in labels]


def problems(old_models: list[Model]) -> list[str]:
    """Which statements of that release fail in the scope in force, and how.

    Each model is read, written, changed and deleted as the ORM does it with all of the
    columns that it knew, in a transaction that is taken back.
    """
    return [problem for model in old_models for problem in _problems_of(model)]


def _problems_of(model: Model) -> Iterator[str]:
    table, manager = model._meta.db_table, model._base_manager
    row: list[models.Model] = []
    verbs: dict[str, Callable[[], object]] = {
        "SELECT": lambda: list(manager.all()),
        "INSERT": lambda: row.append(_insert(model)),
        "UPDATE": lambda: row[0].save(force_update=True),
        "DELETE": lambda: row.pop().delete(),
    }
    with transaction.atomic():
        for verb in (each for each in verbs if each not in _taken_back(table)):
            try:
                with transaction.atomic():
                    verbs[verb]()
            except Error as error:  # what failed is the finding
                yield f"{verb} {table}: {error}"
                break
        transaction.set_rollback(True)


def _insert(model: Model) -> models.Model:
    values = {
        field.name: _value(field)
        for field in model._meta.local_concrete_fields
        if not (
            field.null or field.has_default() or isinstance(field, models.AutoField)
        )
        or _label(field) in SPECIAL
    }
    return model._base_manager.create(**values)


def _value(field: Any) -> Any:
    if _label(field) in SPECIAL:
        return SPECIAL[_label(field)]
    if field.is_relation:
        return _insert(field.remote_field.model)
    if field.choices:
        return next(value for value, _text in field.flatchoices if value)
    kind = next(make for kind, make in PLAIN if isinstance(field, kind))
    value = kind()
    return value[: field.max_length] if isinstance(value, str) else value


def _label(field: Any) -> str:
    return f"{field.model._meta.db_table}.{field.name}"


def _taken_back(table: str) -> set[str]:
    return {
        verb
        for verbs, tables in roles.TAKEN_BACK.items()
        if table in tables
        for verb in verbs.split(", ")
    }
