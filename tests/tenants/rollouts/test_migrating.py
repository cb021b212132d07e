"""What `migrate_fleet` does to a firm: the same as Django, in one transaction."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.db.migrations import AddField, AddIndex, CreateModel, RunSQL
from django.db.migrations.operations import SeparateDatabaseAndState
from django.db.utils import ProgrammingError

from tenants import scope
from tenants.database import roles, template
from tenants.models import Firm, FirmTemplate
from tenants.rollouts.models import FirmRollout, Rollout
from tests.tenants.rollouts import looks, next_release
from tests.tenants.rollouts.conftest import Migrate
from tests.tenants.rollouts.next_release import MOTTO, REPAINT

COLOURED = AddIndex("brand", models.Index(fields=["colour"], name="brand_coloured"))
PAPER = CreateModel(
    "Paper",
    [
        ("id", models.UUIDField(primary_key=True)),
        ("brand", models.ForeignKey("portal_branding.Brand", models.CASCADE)),
        ("note", models.TextField(default="it's 100 % paper; really")),
    ],
)


def test_the_tables_are_those_of_a_new_firm(
    firm: Firm, other_firm: Firm, migrate: Migrate
) -> None:
    next_release.add(MOTTO, COLOURED, PAPER, REPAINT)

    with looks.new_firm() as schema:
        result = migrate()

        assert (result.done, result.failures) == (2, [])
        new = looks.of(schema)
        assert looks.of(firm.schema_name) == new
        assert looks.of(other_firm.schema_name) == new


def test_without_the_template_of_their_release_it_goes_the_long_way(
    firm: Firm, migrate: Migrate
) -> None:
    with scope.public():
        FirmTemplate.objects.all().delete()
    next_release.publish(MOTTO)

    assert migrate().is_good
    assert looks.column(firm, "motto") == [None]


def test_a_data_function_works_with_the_rows_of_each_firm(
    firm: Firm, other_firm: Firm, migrate: Migrate
) -> None:
    next_release.publish(MOTTO, REPAINT, COLOURED)

    assert migrate().is_good
    assert looks.column(firm, "motto") == ["We like #1f5a4a"]
    assert looks.column(other_firm, "motto") == ["We like #f2b705"]


def test_sql_of_ones_own_may_hold_several_statements(
    firm: Firm, migrate: Migrate
) -> None:
    own = RunSQL(
        [
            "-- a note; with a semicolon",
            "-- why\nALTER TABLE portal_branding_brand ADD COLUMN motto text",
            "UPDATE portal_branding_brand SET motto = 'a; b 100 %'",
        ]
    )
    next_release.publish(SeparateDatabaseAndState([own], [MOTTO]), COLOURED)

    assert migrate().is_good
    assert looks.column(firm, "motto") == ["a; b 100 %"]


def test_new_tables_belong_to_the_firm_alone(
    firm: Firm, other_firm: Firm, migrate: Migrate
) -> None:
    next_release.publish(PAPER)
    migrate()

    assert looks.column(firm, "note", "portal_branding_paper") == []
    with pytest.raises(ProgrammingError), scope.scope(other_firm):
        connection.cursor().execute(
            f'SELECT FROM "{firm.schema_name}".portal_branding_paper'
        )


def test_rights_that_are_taken_back_stay_so(
    firm: Firm, migrate: Migrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = {**roles.TAKEN_BACK, "DELETE": ("portal_branding_paper",)}
    monkeypatch.setattr(roles, "TAKEN_BACK", taken)
    next_release.publish(PAPER)
    migrate()

    with pytest.raises(ProgrammingError), scope.scope(firm):
        connection.cursor().execute("DELETE FROM portal_branding_paper")


def test_rows_that_django_adds_after_migrations_are_added(
    firm: Firm, migrate: Migrate
) -> None:
    before = looks.of(firm.schema_name)
    with scope.as_owner(firm.schema_name), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM auth_permission WHERE codename LIKE '%_brand';"
            "DELETE FROM django_content_type WHERE model = 'brand'"
        )
    next_release.publish(COLOURED)
    migrate(canary=firm.slug)

    for part in ("rows of django_content_type", "rows of auth_permission"):
        assert looks.of(firm.schema_name)[part] == before[part]


def test_the_release_and_the_rollout_are_noted(firm: Firm, migrate: Migrate) -> None:
    next_release.publish(MOTTO)
    migrate()

    with scope.public():
        assert set(Firm.objects.values_list("release", flat=True)) == {
            template.release()
        }
        rollout = Rollout.objects.get()
        rows = FirmRollout.objects.order_by("wave").values_list("state", "wave")
        assert (rollout.state, rollout.release) == ("done", template.release())
        assert list(rows) == [("done", 0), ("done", 1)]


def test_a_firm_that_lost_its_release_is_asked(firm: Firm, migrate: Migrate) -> None:
    with scope.public():
        Firm.objects.filter(pk=firm.pk).update(release="")
    next_release.announce()

    assert (migrate().done, migrate().done) == (1, 0)


def test_a_migration_without_transaction_is_refused(migrate: Migrate) -> None:
    next_release.publish(
        AddField("brand", "motto", models.TextField(null=True)), atomic=False
    )

    with pytest.raises(RuntimeError, match="atomic"):
        migrate()
