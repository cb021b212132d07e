"""A release of tomorrow: the files of today, and a migration more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.migrations import Migration, RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField
from django.db.migrations.operations.base import Operation
from django.db.models import CharField

from tenants import scope
from tenants.database import template
from tenants.models import FirmTemplate

APP, NAME = "portal_branding", "0002_next"
MOTTO = AddField("brand", "motto", CharField(max_length=80, null=True))


def add(
    *operations: Operation, app: str = APP, name: str = NAME, **attributes: Any
) -> None:
    """Let every loader find this migration among its files, after the others."""
    load = MigrationLoader.load_disk

    def load_disk(loader: MigrationLoader) -> None:
        load(loader)
        before = sorted(key for key in loader.disk_migrations if key[0] == app)
        made = {"dependencies": before[-1:], "operations": list(operations)}
        kind = type("Migration", (Migration,), {**made, **attributes})
        loader.disk_migrations[app, name] = kind(name, app)

    MigrationLoader.load_disk = load_disk
    template.release.cache_clear()


def announce() -> None:
    """Say that bootstrap has run, without its two seconds of work."""
    with scope.public():
        FirmTemplate.objects.get_or_create(
            release=template.release(), defaults={"statements": []}
        )


def publish(*operations: Operation, **attributes: Any) -> None:
    """Add a migration, and say that bootstrap has run."""
    add(*operations, **attributes)
    announce()


def forget(load_disk: Callable[[MigrationLoader], None]) -> None:
    """Back to the release of today."""
    MigrationLoader.load_disk = load_disk
    template.release.cache_clear()


def repaint(apps: Any, schema_editor: Any) -> None:
    """A data function: it reads and writes rows of the firm whose turn it is."""
    brand = apps.get_model("portal_branding", "Brand")
    for each in brand.objects.all():
        each.motto = f"We like {each.colour}"
        each.save()


REPAINT = RunPython(repaint, RunPython.noop)
