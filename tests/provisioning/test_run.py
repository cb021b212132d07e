"""A run from the request to the open door, and what can go wrong on the way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone

from provisioning import driver, handover, journal, queries
from provisioning.models import Run, RunState, StepState
from provisioning.steps import registry
from tenants import crypto, scope
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.errors import DomainError
from tenants.models import FirmState
from tests import stack
from tests.conftest import HostClient
from tests.provisioning import orders

NOW = timezone.now


def test_a_request_becomes_an_active_firm() -> None:
    run = orders.place()

    driver.drive(run.pk)

    finished = orders.again(run)
    assert finished.state == RunState.DONE
    assert finished.firm.state == FirmState.ACTIVE
    assert finished.firm.primary_host == "dumont.localhost"
    assert set(orders.states(run)) == {StepState.DONE}


def test_the_owner_waits_for_a_password() -> None:
    run = orders.place(owner_email="Olivia@Dumont.be")

    driver.drive(run.pk)

    with scope.scope(run.firm):
        olivia = User.objects.get()
    assert (olivia.email, olivia.role) == ("olivia@dumont.be", "owner")
    assert (olivia.language, olivia.has_usable_password()) == ("fr", False)


def test_only_an_active_firm_answers() -> None:
    run = orders.place()
    visitor = HostClient("dumont.localhost")
    before = visitor.get("/sign-in/").status_code

    driver.drive(run.pk)

    assert before != 200
    assert visitor.get("/sign-in/").status_code == 200


def test_the_handover_lets_the_owner_in_once() -> None:
    run = orders.place()
    too_early = handover.token(run)
    driver.drive(run.pk)
    token = handover.token(orders.again(run))
    visitor = HostClient("dumont.localhost")

    answers = [
        visitor.post("/welcome/", {"token": token}).status_code for _ in range(2)
    ]

    assert too_early is None
    assert answers == [302, 410]
    assert handover.url(run) == "http://dumont.localhost/welcome/"


def test_the_firm_cannot_make_the_handovers_token() -> None:
    run = orders.place()
    driver.drive(run.pk)

    with scope.scope(run.firm):
        forged = crypto.token("handover", str(run.pk))
        with pytest.raises(scope.SecondFirm):
            handover.secret(run)

    assert forged != handover.secret(run)


def test_two_drivers_at_once_do_each_step_once() -> None:
    run = orders.place()
    together = Barrier(4)

    def drive(_number: int) -> None:
        together.wait()
        driver.drive(run.pk)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(drive, range(4)))

    driver.drive(run.pk)  # all four may have left it to each other
    with scope.public():
        steps = run.steps.order_by("position")
        ends = list(steps.values_list("finished_at", flat=True))
    assert orders.again(run).state == RunState.DONE
    assert ends == sorted(ends)
    with scope.scope(run.firm):
        assert User.objects.count() == 1


def test_two_firms_at_once_do_not_collide() -> None:
    runs = [orders.place(f"firm-{number}") for number in range(4)]

    def drive(run: Run) -> None:
        driver.drive(run.pk)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(drive, runs))

    assert {orders.again(run).state for run in runs} == {RunState.DONE}


def test_each_step_may_be_done_and_undone_twice() -> None:
    run = orders.place()
    driver.drive(run.pk)
    finished, before = orders.again(run), orders.looks_of(run.firm)

    for step in registry.plan(run.kind):
        with transaction.atomic():
            step.do(finished)
    assert orders.looks_of(run.firm) == before
    assert orders.again(run).firm.is_active

    backwards = reversed(registry.plan(run.kind))
    for undo in [each.undo for each in backwards for _twice in range(2)]:
        assert undo is not None
        with transaction.atomic():
            undo(finished)
    assert orders.traces_of(run.firm) == []


def test_a_failing_step_is_tried_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    run = orders.place()
    monkeypatch.setitem(registry.PLANS, run.kind, ())  # no step has its name any more
    driver.drive(run.pk)
    failed = orders.again(run)
    monkeypatch.undo()

    driver.drive(run.pk)

    assert failed.state == RunState.FAILED
    assert failed.error == "LookupError: no step schema in provisioning"
    assert failed.due_at is not None
    assert orders.again(run).state == RunState.DONE


def test_a_step_that_waits_too_long_for_a_lock_fails() -> None:
    run = orders.place()
    connection.close()
    options = connection.settings_dict["OPTIONS"]
    options["options"] = "-c lock_timeout=200ms"
    with psycopg.connect(stack.address().superuser_dsn(stack.database())) as other:
        other.execute("LOCK TABLE public.tenants_domain")

        driver.drive(run.pk)
    del options["options"]
    connection.close()

    assert orders.states(run)[5:] == ["failed", "waiting", "waiting"]
    assert "lock timeout" in orders.again(run).error


def test_after_so_many_attempts_a_person_must_look() -> None:
    run = orders.place()
    with scope.public():
        Run.objects.update(attempts=journal.ATTEMPTS, state=RunState.RUNNING)

    driver.drive(run.pk)

    given_up = orders.again(run)
    assert given_up.is_given_up
    assert given_up.error == journal.CUT_SHORT
    assert queries.due(NOW() + timedelta(days=1)) == []


def test_the_sweep_finds_what_is_due_and_nobody_drives() -> None:
    fresh, lost, finished = (orders.place(slug) for slug in ("fresh", "lost", "done"))
    driver.drive(finished.pk)
    with scope.public():
        Run.objects.filter(pk=lost.pk).update(state=RunState.RUNNING)

    assert queries.due(NOW()) == [fresh.pk]
    assert queries.due(NOW() + timedelta(seconds=10)) == [fresh.pk, lost.pk]


def test_a_run_that_is_being_driven_is_left_alone() -> None:
    run = orders.place()
    dsn = stack.address().superuser_dsn(stack.database())
    with psycopg.connect(dsn) as other:
        other.execute("SELECT FROM public.provisioning_run FOR UPDATE")

        driver.drive(run.pk)

        assert queries.due(NOW()) == []
    assert set(orders.states(run)) == {StepState.WAITING}


def test_the_address_of_an_undone_run_is_free_again() -> None:
    run = orders.place()
    driver.undo(run.pk)

    second = orders.place()
    driver.drive(second.pk)

    assert orders.traces_of(run.firm) == []
    assert orders.again(second).firm.is_active


def test_a_finished_run_is_not_undone() -> None:
    run = orders.place()
    driver.drive(run.pk)

    with pytest.raises(DomainError):
        driver.undo(run.pk)

    assert orders.again(run).firm.is_active


def test_the_audit_log_tells_of_the_opening() -> None:
    run = orders.place()

    driver.drive(run.pk)

    with scope.public():
        told = Entry.objects.order_by("at").values_list("action", flat=True)
        assert list(told) == ["firm.requested", "firm.opened"]
    with scope.scope(run.firm):
        inside = Entry.objects.order_by("at").values_list("action", flat=True)
        assert list(inside) == ["access.invited", "firm.opened"]
