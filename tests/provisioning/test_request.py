"""Asking for a firm: what is written at once, and what is refused."""

from __future__ import annotations

import json

import pytest
import redis
from celery import current_app
from django.conf import settings

from provisioning import queries, waking
from provisioning.models import RunKind, RunState, StepState
from provisioning.steps import registry
from tenants import scope
from tenants.domains.routing import hosts
from tenants.errors import DomainError
from tenants.models import Firm, FirmState
from tenants.outbox.delivering import deliver_due
from tests.provisioning import orders


def test_a_request_holds_the_address_and_waits() -> None:
    run = orders.place()

    assert (run.state, run.firm.state) == (RunState.WAITING, FirmState.REQUESTED)
    route = hosts().route("dumont.localhost")
    assert route is not None
    assert not route.firm.is_active


def test_the_progress_names_each_step_in_order() -> None:
    run = orders.place()

    with scope.public():
        lines = queries.progress(run)

    assert [line.name for line in lines] == registry.names(run.kind)
    assert lines[0].label == "Your own database"
    assert {line.state for line in lines} == {StepState.WAITING}


@pytest.mark.parametrize("slug", ["peeters", "dumont"])
def test_a_taken_address_is_refused(slug: str) -> None:
    orders.place("dumont")

    with pytest.raises(DomainError, match="taken"):
        orders.place(slug)


@pytest.mark.parametrize("slug", ["", "-a", "a_b", "Dumont", "a.", "a..b"])
def test_what_is_no_host_name_is_refused(slug: str) -> None:
    with pytest.raises(DomainError):
        orders.place(slug)

    with scope.public():
        assert Firm.objects.count() == 2


def test_both_the_hint_and_the_outbox_reach_the_provisioning_worker() -> None:
    run = orders.place()
    by_hint = _messages_for(run.pk)

    with scope.public():
        deliver_due()

    assert by_hint == 1
    assert _messages_for(run.pk) == 2


def _messages_for(key: object) -> int:
    with redis.Redis.from_url(settings.VALKEY_URL) as broker:
        waiting = broker.lrange("provisioning", 0, -1)
    tasks = [json.loads(one)["headers"] for one in waiting]
    return sum(str(key) in task["kwargsrepr"] for task in tasks)


def test_what_takes_long_waits_in_a_queue_of_its_own() -> None:
    sent = {kind: waking.task_of(kind) for kind in RunKind}

    assert sent[RunKind.PROVISIONING] == waking.DRIVE
    assert sent[RunKind.BACKUP] == sent[RunKind.RESTORE] == waking.DRIVE_LONG
    router = current_app.amqp.router
    queues = [
        router.route({}, name)["queue"].name for name in sorted(set(sent.values()))
    ]
    assert queues == ["provisioning", "upkeep"]
