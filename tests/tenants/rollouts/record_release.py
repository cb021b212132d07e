"""Writes down what the code of a release asks of a firm's tables.

    python -m tests.tenants.rollouts.record_release v1 > tests/.../releases/1.json

It runs with the code of that release, when it is released: its models, not its
migrations, say which tables and columns its statements name. See docs/migrations.md.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django


def main() -> None:
    """Print the record as JSON."""
    django.setup()
    from django.apps import AppConfig, apps  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    migrations: dict[str, list[str]] = {}
    for app, name in sorted(MigrationLoader(None).disk_migrations):
        migrations.setdefault(app, []).append(name)
    labels = {AppConfig.create(entry).label for entry in settings.TENANT_APPS}
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in labels and model._meta.managed
    ]
    record = {
        "release": sys.argv[1],
        "migrations": migrations,
        "tables": tables(models),
    }
    print(json.dumps(record, indent=1, sort_keys=True))  # noqa: T201  (a program)


def tables(models: list[Any]) -> dict[str, dict[str, str]]:
    """For each table the columns that statements name, with their types.

    A number that the database gives is a key, of whichever width the settings say.
    """
    from django.db import connection  # noqa: PLC0415
    from django.db.models import AutoField  # noqa: PLC0415

    return {
        model._meta.db_table: {
            field.column: "key"
            if isinstance(field, AutoField)
            else str(field.db_type(connection))
            for field in model._meta.local_concrete_fields
        }
        for model in models
    }


if __name__ == "__main__":
    main()
