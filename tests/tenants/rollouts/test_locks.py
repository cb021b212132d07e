"""A firm whose tables are busy waits its turn; two rollouts at once do no harm."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from tenants import scope
from tenants.database import template
from tenants.database.fleet import firm as one_firm
from tenants.models import Firm
from tenants.rollouts import fleet, migrating, rollout
from tenants.rollouts.models import FirmRollout, Rollout
from tenants.rollouts.rollout import FleetMigration, Result, Wish
from tests import stack
from tests.tenants.rollouts import looks, next_release
from tests.tenants.rollouts.conftest import Migrate
from tests.tenants.rollouts.next_release import MOTTO


@contextmanager
def _reading(firm: Firm) -> Iterator[psycopg.Connection]:
    """Somebody's long transaction on the table that is to be changed."""
    dsn = stack.address().dsn("owner", stack.database())
    with psycopg.connect(dsn) as reader:
        reader.execute(f'SELECT FROM "{firm.schema_name}".portal_branding_brand')
        yield reader


def test_a_busy_firm_is_tried_again_after_the_others(
    firm: Firm, other_firm: Firm, migrate: Migrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_release.publish(MOTTO)
    pauses = []

    with _reading(firm) as reader:

        def pause(seconds: float) -> None:
            pauses.append(seconds)
            if len(pauses) == 2:
                reader.rollback()

        monkeypatch.setattr(migrating, "sleep", pause)
        result = migrate(canary="devries", lock_ms=50)

    assert (result.done, pauses) == (2, [0.5, 1.0])
    with scope.public():
        attempts = dict(FirmRollout.objects.values_list("firm__slug", "attempts"))
    assert attempts == {"peeters": 3, "devries": 1}


def test_a_firm_that_stays_busy_is_given_up_for_now(
    firm: Firm, migrate: Migrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_release.publish(MOTTO)
    monkeypatch.setattr(migrating, "sleep", lambda _seconds: None)

    with _reading(firm):
        result = migrate(canary="devries", lock_ms=10)

    assert (result.done, len(result.failures)) == (1, 1)
    assert "lock was in the way" in result.failures[0].error
    assert migrate().done == 1


def test_two_at_once_are_harmless(firm: Firm, migrate: Migrate) -> None:
    next_release.publish(MOTTO, next_release.REPAINT)
    results: list[Result] = []

    def run() -> None:
        results.append(migrate(lock_ms=5000))
        connection.close()

    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [each.is_good for each in results] == [True] * 3
    assert looks.column(firm, "motto") == ["We like #1f5a4a"]
    with scope.public():
        # One that was late may have begun a rollout of its own, and found all done.
        assert {each.state for each in Rollout.objects.all()} == {"done"}
        assert set(FirmRollout.objects.values_list("state", flat=True)) == {"done"}
    with scope.scope(firm), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations WHERE name='0002_next'")
        assert cursor.fetchone() == (1,)


def test_a_plan_that_came_too_late_changes_nothing(firm: Firm) -> None:
    next_release.publish(MOTTO)
    _meant, behind = rollout.look(Wish(firm=firm.slug))
    ((_group, plan),) = rollout.plans(fleet.groups(behind))
    target = behind[0].target
    one_firm.migrate(target, plan, release=template.release(), lock_ms=1000)

    with pytest.raises(one_firm.Changed):
        one_firm.migrate(target, plan, release="another", lock_ms=1000)

    with scope.public():
        assert Firm.objects.get(pk=firm.pk).release == template.release()


def test_a_firm_made_meanwhile_with_older_tables_is_not_missed(
    firm: Firm, other_firm: Firm
) -> None:
    older = template.release()
    next_release.publish(MOTTO)
    with scope.public():
        Firm.objects.filter(pk=other_firm.pk).update(state="provisioning", release="")

    def report(outcome: object) -> None:
        """An older process has just given the second firm its tables."""
        with scope.public():
            late = Firm.objects.filter(pk=other_firm.pk, release="")
            late.update(state="active", release=older)

    result = FleetMigration(
        Wish(), clock=timezone.now, begin=lambda _firms: None, report=report
    ).run()

    assert result.done == 2
    assert looks.column(other_firm, "motto") == [None]


def test_the_look_waits_for_a_firm_that_is_getting_its_tables(
    other_firm: Firm,
) -> None:
    with scope.public():
        Firm.objects.filter(pk=other_firm.pk).update(state="provisioning", release="")
    found: list[list[str]] = []

    def look() -> None:
        found.append([each.slug for each in fleet.members()])
        connection.close()

    dsn = stack.address().dsn("owner", stack.database())
    with psycopg.connect(dsn) as maker:
        maker.execute("SELECT FROM tenants_firm WHERE slug = 'devries' FOR UPDATE")
        looking = Thread(target=look)
        looking.start()
        looking.join(0.3)
        is_waiting = looking.is_alive()
        maker.execute("UPDATE tenants_firm SET release = 'x' WHERE slug = 'devries'")
    looking.join()

    assert (is_waiting, found) == (True, [["peeters", "devries"]])
