"""Migrations of a firm's tables keep to the rules of docs/migrations.md."""

from __future__ import annotations

import uuid

import pytest
from django.db import models
from django.db.migrations import (
    AddField,
    AlterField,
    CreateModel,
    Migration,
    RunPython,
    RunSQL,
)
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from tests.tenants.rollouts import rules
from tests.tenants.rollouts.next_release import APP, MOTTO, REPAINT

KEY = ("id", models.UUIDField(primary_key=True))
LATER = models.BigAutoField(primary_key=True)
FORBIDDEN = [
    CreateModel("Paper", [("id", models.BigAutoField(primary_key=True))]),
    CreateModel(
        "Paper", [KEY, ("firm", models.ForeignKey("tenants.Firm", models.CASCADE))]
    ),
    AddField("brand", "number", LATER),
    AddField("brand", "motto", models.CharField(max_length=80, default="")),
    AddField("brand", "code", models.UUIDField(null=True, default=uuid.uuid4)),
    AlterField("brand", "id", LATER),
    RunSQL("CREATE TRIGGER watch AFTER INSERT ON portal_branding_brand"),
    RunSQL("CREATE INDEX CONCURRENTLY brand_c ON portal_branding_brand (colour)"),
    RunSQL("UPDATE public.tenants_firm SET name = ''"),
    RunPython(lambda apps, schema_editor: None),
]
ALLOWED = [
    MOTTO,
    REPAINT,
    AddField("brand", "shade", models.IntegerField(db_default=1)),
    CreateModel(
        "Paper",
        [KEY, ("on", models.ForeignKey("portal_branding.Brand", models.CASCADE))],
    ),
    RunSQL("UPDATE portal_branding_brand SET colour = lower(colour)"),
]


def test_our_migrations_keep_to_the_rules() -> None:
    firm_apps = rules.ours()
    written = MigrationLoader(None).disk_migrations

    found = [
        line
        for (app, _name), migration in sorted(written.items(), key=lambda each: each[0])
        if app in firm_apps
        for line in rules.broken(migration)
    ]

    assert found == []


@pytest.mark.parametrize("operation", FORBIDDEN, ids=lambda each: each.describe())
def test_what_is_forbidden_is_found(operation: Operation) -> None:
    assert len(rules.broken(_migration(operation))) == 1


@pytest.mark.parametrize("operation", ALLOWED, ids=lambda each: each.describe())
def test_what_is_allowed_passes(operation: Operation) -> None:
    assert rules.broken(_migration(operation)) == []


def test_a_migration_without_transaction_is_found() -> None:
    migration = _migration()
    migration.atomic = False

    assert len(rules.broken(migration)) == 1


def _migration(*operations: Operation) -> Migration:
    made = Migration("0002_next", APP)
    made.operations = list(operations)
    return made
