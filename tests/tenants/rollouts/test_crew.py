"""Two firms at a time: neither hears of the other's trouble."""

from __future__ import annotations

from threading import Barrier, current_thread
from time import sleep
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.db.migrations import RunPython
from django.db.migrations.state import ModelState, StateApps

from tenants import scope
from tenants.database import template
from tenants.database.fleet import sending
from tenants.models import Firm
from tenants.rollouts.crew import Crew
from tests import firms
from tests.tenants.rollouts import looks, next_release
from tests.tenants.rollouts.conftest import Migrate
from tests.tenants.rollouts.next_release import MOTTO


@pytest.fixture
def fleet(other_firm: Firm) -> list[Firm]:
    """Five firms at today's release."""
    for number in range(3):
        key = UUID(int=firms.DEVRIES.int + 100 + number)
        firms.make(key, f"F{number}", f"f{number}", f"t_f{number}", colour="#c00000")
    with scope.public():
        Firm.objects.update(release=template.release())
        return list(Firm.objects.order_by("pk"))


def test_two_work_at_the_same_time() -> None:
    both = Barrier(2, timeout=10)

    def meet(task: int) -> tuple[int, str]:
        both.wait()
        return task, current_thread().name

    found = dict(Crew(2, meet).each([1, 2]))

    assert len(set(found.values())) == 2


def test_whoever_stops_listening_stops_the_work() -> None:
    done: list[int] = []

    def work(task: int) -> int:
        sleep(0.01)
        done.append(task)
        return task

    for _first in Crew(2, work).each(range(1, 100)):
        break

    assert len(done) < 99


def test_an_error_of_the_work_is_raised() -> None:
    def work(task: int) -> int:
        return 1 // task

    with pytest.raises(ZeroDivisionError):
        list(Crew(2, work).each([1, 0, 1]))


def test_when_one_firm_fails_the_others_go_on(
    fleet: list[Firm], migrate: Migrate
) -> None:
    def refuse(apps: StateApps, _editor: object) -> None:
        brand = apps.get_model("portal_branding", "Brand")
        if brand.objects.filter(colour="#f2b705").exists():
            raise ValueError("yellow")

    next_release.publish(MOTTO, RunPython(refuse, RunPython.noop))

    result = migrate(jobs=2, canary="peeters")

    assert [each.slug for each in result.failures] == ["devries"]
    assert "yellow" in result.failures[0].error
    assert result.done == 4
    migrated = [each for each in fleet if each.slug != "devries"]
    assert [looks.column(each, "motto") for each in migrated] == [[None]] * 4


def test_models_are_rendered_once_for_all_firms(
    fleet: list[Firm], migrate: Migrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[int] = []
    kept: list[object] = []
    render = StateApps.render_multiple

    def counted(apps: StateApps, states: list[ModelState]) -> None:
        rendered.append(len(kept))
        render(apps, states)

    def keep(apps: object, _editor: object) -> None:
        kept.append(apps)

    monkeypatch.setattr(StateApps, "render_multiple", counted)
    next_release.publish(MOTTO, RunPython(keep, RunPython.noop))

    assert migrate(jobs=1).done == len(fleet)
    assert len(kept) == 1 + len(fleet)  # the plan's trial, and each firm
    assert len({id(apps) for apps in kept}) == 1
    assert max(rendered) <= 1


def test_a_server_that_dies_on_the_way_is_an_error_and_no_answer(
    firm: Firm, db: None
) -> None:
    dying = ["SELECT pg_terminate_backend(pg_backend_pid())", "SELECT 2"]

    with (
        scope.as_owner(firm.schema_name),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        sending.send(["SELECT 1", *dying])

    with scope.as_owner(firm.schema_name), transaction.atomic():
        (one,) = sending.send(["SELECT 1"])
        assert one.get_value(0, 0) == b"1"
