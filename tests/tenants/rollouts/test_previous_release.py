"""While a rollout runs, the previous release's code works on the newest tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.db import connection, models, transaction
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    DeleteModel,
    RemoveField,
    RenameField,
    RenameModel,
)
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from tenants import scope
from tenants.models import Firm
from tests.tenants.rollouts import previous_release
from tests.tenants.rollouts.record_release import tables

LIGHT = models.Q(colour__gt="#80")
BREAKING = [
    RemoveField("brand", "colour"),
    RenameField("brand", "colour", "tint"),
    AddField("brand", "motto", models.CharField(max_length=80)),
    AddField("brand", "motto", models.CharField(max_length=80, default="Hello")),
    AlterField("brand", "colour", models.CharField(max_length=5)),
    AlterField("brand", "colour", models.IntegerField()),
    AddConstraint(
        "brand", models.CheckConstraint(condition=LIGHT, name="brand_is_light")
    ),
    RenameModel("Brand", "Look"),
    DeleteModel("Brand"),
]
HARMLESS = [
    AddField("brand", "motto", models.CharField(max_length=80, null=True)),
    AddField("brand", "shade", models.IntegerField(db_default=1)),
    AddIndex("brand", models.Index(fields=["colour"], name="brand_coloured")),
    AlterField("brand", "colour", models.CharField(max_length=20)),
    CreateModel(
        "Paper",
        [
            ("id", models.UUIDField(primary_key=True)),
            ("brand", models.ForeignKey("portal_branding.Brand", models.CASCADE)),
        ],
    ),
]


def test_the_record_is_what_the_migrations_say() -> None:
    recorded = previous_release.record()["tables"]

    assert tables(previous_release.models_then()) == recorded


def test_its_statements_work_on_the_newest_tables(firm: Firm) -> None:
    with _newest(firm):
        assert previous_release.problems(previous_release.models_then()) == []


def test_what_expands_is_harmless(firm: Firm) -> None:
    found = [_problems_after(operation, firm) for operation in HARMLESS]

    assert found == [[]] * len(HARMLESS)


def test_what_contracts_is_found(firm: Firm) -> None:
    found = [_problems_after(operation, firm) for operation in BREAKING]

    assert [len(each) for each in found] == [1] * len(BREAKING)
    assert "colour does not exist" in found[0][0]


def _problems_after(operation: Operation, firm: Firm) -> list[str]:
    old = previous_release.models_then()
    brand = next(each for each in old if each.__name__ == "Brand")
    with _newest(firm, operation):
        return previous_release.problems([brand])


@cache
def _newest_state() -> ProjectState:
    return MigrationLoader(None).project_state()


@contextmanager
def _newest(firm: Firm, *operations: Operation) -> Iterator[None]:
    """The firm's newest tables, changed by these operations, for as long as it lasts.

    Entered as the firm, whose rights are no more than those of its code.
    """
    with transaction.atomic():
        with scope.as_owner(firm.schema_name):
            connection.cursor().execute("DELETE FROM portal_branding_brand")
            state = _newest_state().clone()
            for operation in operations:
                before = state.clone()
                operation.state_forwards("portal_branding", state)
                with connection.schema_editor(atomic=False) as editor:
                    operation.database_forwards(
                        "portal_branding", editor, before, state
                    )
        with scope.scope(firm):
            yield
        transaction.set_rollback(True)
