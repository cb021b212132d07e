"""What must hold from the first day for firms to be spread over several machines.

See "Citus" in docs/adr/0005-ready-for-several-databases.md: none of this can be changed
once firms have data.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

from tenants.database import template
from tenants.keys import ScopedModel

OUR_PACKAGES = ("tenants", "portal", "provisioning", "controlplane")
ALL_MODELS = apps.get_models(include_auto_created=True)
OURS = [model for model in ALL_MODELS if model.__module__.startswith(OUR_PACKAGES)]
APPS_OF_A_FIRM = {entry.split(".apps.")[0] for entry in settings.TENANT_APPS}
OF_A_FIRM = [
    model
    for model in ALL_MODELS
    if apps.get_app_config(model._meta.app_label).name in APPS_OF_A_FIRM
]
FORBIDDEN_SQL = re.compile(
    r"CREATE\s+(OR\s+REPLACE\s+)?(FUNCTION|TRIGGER|PROCEDURE)|\bDO\s+\$|\bLISTEN\b|"
    r"CREATE\s+EXTENSION|COLLATE\s+\"[^\"]*-x-icu\"",
    re.IGNORECASE,
)


def name(value: object) -> str:
    return getattr(getattr(value, "_meta", None), "label", str(value))


@pytest.mark.parametrize("model", OURS, ids=name)
def test_our_primary_keys_are_uuidv7(model: type[models.Model]) -> None:
    assert issubclass(model, ScopedModel), "derive it from tenants.keys.ScopedModel"
    assert isinstance(model._meta.pk, models.UUIDField)


@pytest.mark.parametrize("model", OF_A_FIRM, ids=name)
def test_no_foreign_key_leaves_the_firm(model: type[models.Model]) -> None:
    targets = {field.related_model for field in model._meta.fields if field.is_relation}

    assert targets <= set(OF_A_FIRM)


@pytest.mark.parametrize("model", OURS, ids=name)
def test_nothing_is_ordered_by_its_key(model: type[models.Model]) -> None:
    keys = {"pk", "-pk", "id", "-id"}

    assert not keys & {str(field) for field in model._meta.ordering}
    assert model._meta.get_latest_by not in keys


def our_migrations() -> list[migrations.Migration]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    ours = (
        one
        for one in loader.disk_migrations.values()
        if type(one).__module__.startswith(OUR_PACKAGES)
    )
    return sorted(ours, key=str)  # the same for every worker


@pytest.mark.parametrize("migration", our_migrations(), ids=str)
def test_a_migration_keeps_the_way_open(migration: migrations.Migration) -> None:
    text = Path(
        __import__("sys").modules[type(migration).__module__].__file__
    ).read_text()

    assert not FORBIDDEN_SQL.search(text)
    for operation in migration.operations:
        if isinstance(operation, migrations.AlterField | migrations.AddField):
            assert not operation.field.primary_key, "a key's type never changes"


def test_every_table_of_a_new_firm_has_a_primary_key(db: None) -> None:
    from tenants import scope  # noqa: PLC0415

    with scope.public():
        statements = template.load().statements
    tables = [one for one in statements if one.startswith("CREATE TABLE ")]

    assert tables
    assert all(" PRIMARY KEY (" in one for one in tables)
    assert not any(FORBIDDEN_SQL.search(one) for one in statements)


def test_identity_is_part_of_its_table(db: None) -> None:
    from tenants import scope  # noqa: PLC0415

    with scope.public():
        statements = template.load().statements

    assert not any("ADD GENERATED" in one for one in statements)
