"""In which order firms are migrated, and what happens when one fails."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.migrations import RunSQL

from tenants import scope
from tenants.database import template
from tenants.models import Firm, FirmState
from tenants.rollouts.models import FirmRollout, Rollout
from tests import firms
from tests.tenants.rollouts import looks, next_release
from tests.tenants.rollouts.conftest import Migrate
from tests.tenants.rollouts.next_release import MOTTO

FRESH = UUID("01900000-0000-7000-8000-0000000000ff")
LIGHT_ONLY = RunSQL(
    "ALTER TABLE portal_branding_brand ADD CHECK (colour > '#a') NOT VALID;"
    "ALTER TABLE portal_branding_brand VALIDATE CONSTRAINT"
    " portal_branding_brand_colour_check"
)  # the colour of Peeters & Partners breaks it


@pytest.fixture
def third_firm(other_firm: Firm) -> Firm:
    """A firm younger than the two."""
    firms.make(FRESH, "Dumont", "dumont", "t_dumont", colour="#c00000")
    with scope.public():
        Firm.objects.filter(pk=FRESH).update(release=template.release())
        return Firm.objects.get(pk=FRESH)


def test_with_nothing_to_do_it_is_one_query(migrate: Migrate) -> None:
    migrate()

    with _Statements() as queries:
        result = migrate()

    assert (result.firms, result.done, len(queries)) == (2, 0, 1)


def test_the_oldest_active_firm_goes_first(
    firm: Firm, third_firm: Firm, migrate: Migrate
) -> None:
    with scope.public():
        Firm.objects.filter(pk=firm.pk).update(state=FirmState.SUSPENDED)
    next_release.publish(MOTTO)
    migrate(wave_size=1)

    assert _waves() == [("devries", 0), ("peeters", 1), ("dumont", 2)]


def test_the_canary_can_be_chosen(third_firm: Firm, migrate: Migrate) -> None:
    next_release.publish(MOTTO)
    migrate(canary="dumont")

    assert _waves() == [("dumont", 0), ("peeters", 1), ("devries", 1)]


def test_when_the_canary_fails_nobody_else_is_touched(
    third_firm: Firm, migrate: Migrate
) -> None:
    next_release.publish(MOTTO, LIGHT_ONLY)

    result = migrate(canary="peeters")

    assert (result.done, result.is_good) == (0, False)
    assert "canary" in result.error
    assert _states() == {"peeters": "failed", "devries": "waiting", "dumont": "waiting"}
    assert _without_motto() == {"peeters", "devries", "dumont"}


def test_a_failing_firm_does_not_stop_the_others(
    third_firm: Firm, migrate: Migrate
) -> None:
    next_release.publish(MOTTO, LIGHT_ONLY)

    result = migrate(canary="devries")

    assert [each.slug for each in result.failures] == ["peeters"]
    assert _states() == {"peeters": "failed", "devries": "done", "dumont": "done"}
    assert _without_motto() == {"peeters"}
    with scope.public():
        assert "portal_branding_brand_colour_check" in (
            FirmRollout.objects.get(firm__slug="peeters").error
        )


def test_too_many_failures_stop_it(third_firm: Firm, migrate: Migrate) -> None:
    next_release.publish(MOTTO, LIGHT_ONLY)

    result = migrate(canary="devries", wave_size=1, max_failures=0)

    assert (result.error, _states()["dumont"]) == ("1 firms failed.", "waiting")


def test_once_the_reason_is_gone_it_goes_on(
    firm: Firm, third_firm: Firm, migrate: Migrate
) -> None:
    next_release.publish(MOTTO, LIGHT_ONLY)
    migrate(canary="devries")
    with scope.scope(firm), connection.cursor() as cursor:
        cursor.execute("UPDATE portal_branding_brand SET colour = '#c00000'")

    result = migrate()

    assert (result.done, result.is_good) == (1, True)
    with scope.public():
        assert [each.state for each in Rollout.objects.all()] == ["done"]


def test_a_firm_without_tables_fails_alone(
    firm: Firm, other_firm: Firm, migrate: Migrate
) -> None:
    with scope.as_owner(), connection.cursor() as cursor:
        cursor.execute('DROP SCHEMA "t_peeters" CASCADE')
    next_release.publish(MOTTO)

    result = migrate()

    assert [each.slug for each in result.failures] == ["peeters"]
    assert looks.column(other_firm, "motto") == [None]


def test_only_one_firm_can_be_asked_for(third_firm: Firm, migrate: Migrate) -> None:
    next_release.publish(MOTTO)

    assert migrate(firm="dumont").done == 1
    assert _without_motto() == {"peeters", "devries"}


def test_check_fails_while_a_firm_is_behind(
    command: Callable[..., str], migrate: Migrate
) -> None:
    assert "None of 2" in command("--check")
    next_release.publish(MOTTO)

    with pytest.raises(CommandError, match="2 of 2 firms are behind: peeters, devries"):
        command("--check")
    assert "2 of 2 firms migrated" in command()
    assert "None of 2" in command("--check")


def test_verify_asks_the_tables_and_not_the_note(
    command: Callable[..., str], migrate: Migrate
) -> None:
    next_release.publish(MOTTO)
    with scope.public():
        Firm.objects.update(release=template.release())

    assert "None of 2" in command("--check")
    with pytest.raises(CommandError, match="2 of 2"):
        command("--check", "--verify")
    assert "2 of 2" in command("--verify")


def test_the_plan_is_shown_and_nothing_is_done(
    third_firm: Firm, command: Callable[..., str]
) -> None:
    next_release.publish(MOTTO, next_release.REPAINT)

    shown = command("--plan")

    assert "3 firms need portal_branding.0002_next" in shown
    assert 'ADD COLUMN "motto" varchar(80) NULL' in shown
    assert "firm by firm: Raw Python operation" in shown
    assert _without_motto() == {"peeters", "devries", "dumont"}


def test_firms_ahead_of_the_code_are_left_alone(
    firm: Firm, command: Callable[..., str]
) -> None:
    with scope.as_owner(firm.schema_name), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('portal_branding', '0099_tomorrow', now())"
        )
    with scope.public():
        Firm.objects.filter(pk=firm.pk).update(release="tomorrow")

    assert "1 ahead of this code" in command()
    assert "None of 2" in command("--check")
    with scope.public():
        assert Firm.objects.get(pk=firm.pk).release == "tomorrow"


def test_without_bootstrap_it_refuses(command: Callable[..., str]) -> None:
    next_release.add(MOTTO)

    with pytest.raises(CommandError, match="bootstrap"):
        command()


def test_a_slug_that_nobody_has_is_refused(command: Callable[..., str]) -> None:
    with pytest.raises(CommandError, match="nobody"):
        command("--firm", "nobody")


class _Statements:
    """The statements of a block that enters and leaves scopes by itself."""

    def __enter__(self) -> list[str]:
        connection.force_debug_cursor = True
        self._seen: list[str] = []
        self._before = len(connection.queries_log)
        return self._seen

    def __exit__(self, *_error: object) -> None:
        connection.force_debug_cursor = False
        log = list(connection.queries_log)[self._before :]
        self._seen += [
            each["sql"] for each in log if not each["sql"].startswith("SET ROLE")
        ]


def _states() -> dict[str, str]:
    with scope.public():
        return dict(FirmRollout.objects.values_list("firm__slug", "state"))


def _waves() -> list[tuple[str, int]]:
    with scope.public():
        rows = FirmRollout.objects.order_by("wave", "firm_id")
        return list(rows.values_list("firm__slug", "wave"))


def _without_motto() -> set[str]:
    with scope.as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_schema FROM information_schema.columns"
            " WHERE table_name = 'portal_branding_brand' GROUP BY 1"
            " HAVING NOT bool_or(column_name = 'motto')"
        )
        schemas = {row[0] for row in cursor.fetchall()}
    with scope.public():
        found = Firm.objects.filter(schema_name__in=schemas)
        return set(found.values_list("slug", flat=True))
