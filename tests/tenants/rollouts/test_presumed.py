"""What is taken for granted about firms, so that not each of them must be asked."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations import AddField
from django.db.models import CharField

from tenants import scope
from tenants.database import template
from tenants.database.fleet import applied, rights
from tenants.models import Firm
from tenants.rollouts import fleet, rollout
from tenants.rollouts.models import FirmRollout
from tenants.rollouts.rollout import Wish
from tests.tenants.rollouts import looks, next_release
from tests.tenants.rollouts.conftest import Migrate
from tests.tenants.rollouts.next_release import MOTTO

NOTE = AddField("brand", "note", CharField(max_length=80, null=True))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of how many schemas the state was asked for, each time."""
    counts: list[int] = []
    states = applied.states

    def counted(schemas: list[str]) -> dict[str, str]:
        counts.append(len(schemas))
        return states(schemas)

    monkeypatch.setattr(applied, "states", counted)
    return counts


def _half_way(firm: Firm) -> None:
    """A first migration that this firm has, and its `Firm.release` does not tell."""
    older = template.release()
    next_release.publish(MOTTO)
    with scope.as_owner(firm.schema_name), connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE portal_branding_brand ADD COLUMN motto varchar(80);"
            "INSERT INTO django_migrations (app, name, applied)"
            f" VALUES ('portal_branding', '{next_release.NAME}', now())"
        )
    with scope.public():
        Firm.objects.update(release=older)
    next_release.publish(NOTE, name="0003_note")


def test_one_firm_is_asked_for_all_of_its_release(
    firm: Firm, other_firm: Firm, migrate: Migrate, asked: list[int]
) -> None:
    next_release.publish(MOTTO)

    assert migrate().done == 2
    assert asked[0] == 1


@pytest.mark.parametrize("canary", ["peeters", "devries"])
def test_a_firm_unlike_the_others_comes_again(
    firm: Firm, other_firm: Firm, migrate: Migrate, canary: str
) -> None:
    _half_way(other_firm)

    result = migrate(canary=canary)

    assert (result.done, result.failures, result.error) == (2, [], "")
    assert looks.of(firm.schema_name) == looks.of(other_firm.schema_name)
    with scope.public():
        assert set(FirmRollout.objects.values_list("state", flat=True)) == {"done"}


def test_a_firm_ahead_is_not_taken_for_the_others(
    firm: Firm, other_firm: Firm, migrate: Migrate
) -> None:
    with scope.as_owner(firm.schema_name), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('portal_branding', '0099_tomorrow', now())"
        )
    with scope.public():
        Firm.objects.update(release="tomorrow")
    next_release.announce()

    result = migrate()

    assert (result.ahead, result.done) == (1, 1)


def test_rights_are_taken_back_when_a_firm_still_has_them(
    firm: Firm, other_firm: Firm, migrate: Migrate
) -> None:
    schemas = [firm.schema_name, other_firm.schema_name]
    with scope.as_owner(), connection.cursor() as cursor:
        was_left = rights.any_left(schemas)
        cursor.execute(
            "GRANT DELETE ON {0}.django_migrations TO {0}".format(schemas[1])
        )
        is_left = rights.any_left(schemas)
    next_release.publish(MOTTO)
    migrate()

    with scope.as_owner():
        assert (was_left, is_left, rights.any_left(schemas)) == (False, True, False)


def test_no_statement_takes_back_what_is_not_there(firm: Firm) -> None:
    next_release.publish(MOTTO)
    _meant, behind = rollout.look(Wish(firm=firm.slug))

    ((_group, plan),) = rollout.plans(fleet.groups(behind))

    assert not [line for line in plan.lines() if "REVOKE" in line]
