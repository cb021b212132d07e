"""Runs, migrations, backups and queues, and the line of health above them all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import ConnectionError as NoConnection

from controlplane.status import broker, charts, queries, workers
from provisioning.backup.models import Backup, BackupState
from provisioning.models import Run, RunKind, RunState, StepRecord, StepState
from tenants.audit.models import Entry
from tenants.models import Firm
from tenants.outbox.models import Delivery, Event
from tests.controlplane import crowd

AsOperator = Callable[..., Any]


@pytest.fixture
def stuck(well: Firm) -> Run:
    run = Run.objects.create(
        firm=well, kind=RunKind.SUSPENSION, state=RunState.FAILED, error="boom",
        requested_by="Jan", created_at=timezone.now(), attempts=8,
    )  # fmt: skip
    StepRecord.objects.create(
        run=run, position=1, name="door", state=StepState.FAILED, error="boom"
    )
    return run


@pytest.fixture
def given_up(well: Firm) -> Delivery:
    event = Event.objects.create(topic="firm.opened")
    return Delivery.objects.create(
        event=event, consumer="x", attempts=18, failed_at=timezone.now()
    )


def test_a_run_that_is_stuck_is_tried_again_by_a_press(
    as_operator: AsOperator, stuck: Run
) -> None:
    as_operator().post(f"/operate/runs/{stuck.pk}/retry/")

    stuck.refresh_from_db()
    assert stuck.due_at is not None
    assert Entry.objects.get(action="firm.retried").actor_id is not None


def test_undoing_is_left_to_the_worker(as_operator: AsOperator, stuck: Run) -> None:
    as_operator().post(f"/operate/runs/{stuck.pk}/undoing/")

    stuck.refresh_from_db()
    assert stuck.state == RunState.UNDOING
    assert stuck.steps.get().state == StepState.FAILED


def test_a_step_tells_its_error(as_operator: AsOperator, stuck: Run) -> None:
    page = as_operator().get(f"/operate/runs/{stuck.pk}/").content

    assert b"boom" in page
    assert b"Try again now" in page


def test_a_delivery_that_was_given_up_is_tried_again(
    as_operator: AsOperator, given_up: Delivery
) -> None:
    as_operator().post(f"/operate/queues/deliveries/{given_up.pk}/redelivery/")

    given_up.refresh_from_db()
    assert (given_up.failed_at, given_up.attempts) == (None, 0)
    assert Entry.objects.filter(action="delivery.retried").exists()


def test_a_broker_that_is_away_is_said_and_the_page_still_works(
    as_operator: AsOperator, well: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away:
        def pipeline(self, **kwargs: Any) -> Any:
            raise NoConnection

    monkeypatch.setattr(workers, "broker", Away)

    page = as_operator().get("/operate/queues/")

    assert page.status_code == 200
    assert b"The broker cannot be reached" in page.content


def test_the_broker_tells_how_long_its_queues_are(well: Firm) -> None:
    found = broker.look(timezone.now())

    assert found.is_reached
    names = [name for name, _length in found.queues]
    assert names == ["default", "provisioning", "upkeep"]


def test_a_worker_that_falls_silent_comes_first() -> None:
    now = timezone.now()
    signs = [(b"fresh@x", now.timestamp()), (b"lost@x", now.timestamp() - 600)]

    found = workers.read(signs, now)

    assert [(each.name, each.is_silent) for each in found] == [
        ("lost@x", True),
        ("fresh@x", False),
    ]


def test_a_drill_is_left_to_the_worker(as_operator: AsOperator, well: Firm) -> None:
    now = timezone.now()
    backup = Backup.objects.create(
        firm=well, state=BackupState.DONE, started_at=now, finished_at=now
    )

    as_operator().post("/operate/backups/drill/", {"firm": well.pk})

    event = Event.objects.get(topic="drill.requested")
    assert event.payload == {"backup": str(backup.pk)}
    assert Entry.objects.filter(action="backup.drill_requested").exists()


def test_without_a_backup_there_is_no_drill(
    as_operator: AsOperator, well: Firm
) -> None:
    answer = as_operator().post("/operate/backups/drill/")

    assert answer.status_code == 409


def test_failed_backups_stand_first(as_operator: AsOperator) -> None:
    crowd.make(60, at=timezone.now())

    page = as_operator().get("/operate/backups/").content

    assert b"the store is out of reach" in page


def test_a_migration_shows_its_failed_firms(as_operator: AsOperator) -> None:
    made = crowd.make(60, at=timezone.now())

    page = as_operator().get(f"/operate/migrations/{made.rollout.pk}/").content

    assert b"canceling statement due to lock timeout" in page
    assert b"Canary" in page


def test_the_line_of_health_is_counted_once_in_a_while(
    well: Firm, given_up: Delivery
) -> None:
    before = queries.summary(at=timezone.now())
    given_up.delete()

    kept = queries.summary(at=timezone.now())
    cache.clear()
    anew = queries.summary(at=timezone.now())

    assert (before.events, kept.events, anew.events) == (1, 1, 0)
    assert anew.is_well


def test_the_line_of_health_does_not_need_the_cache(
    well: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: Any) -> Any:
        raise NoConnection

    monkeypatch.setattr(cache, "get", away)

    assert queries.summary(at=timezone.now()).is_well


def test_bars_keep_their_proportions_and_small_ones_are_seen() -> None:
    chart = charts.bars([("a", 0), ("b", 1), ("c", 1000)])

    assert [bar.height for bar in chart.bars] == [0, 2, charts.HEIGHT]


def test_a_meter_never_draws_beyond_its_end() -> None:
    meter = charts.Meter(used=5, limit=2)

    assert (meter.filled, meter.level, meter.share) == (charts.FULL, "full", 250)


def test_parts_fill_the_whole_bar() -> None:
    found = charts.parts([("done", "", 1), ("failed", "", 1), ("waiting", "", 1)])

    assert sum(part.width for part in found) == charts.FULL


def test_a_fleet_created_over_weeks_shows_in_the_chart(
    as_operator: AsOperator, well: Firm
) -> None:
    Firm.objects.filter(pk=well.pk).update(
        created_at=timezone.now() - timedelta(weeks=3)
    )

    page = as_operator().get("/operate/").content.decode()

    assert page.count("<rect") == 12
    assert "The same numbers as the chart" in page
