"""Suspended, resumed, closed, kept: the door moves, the data does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from celery.exceptions import Reject
from django.conf import settings
from django.db import transaction

from provisioning import driver, tasks
from provisioning.models import Run, RunKind, RunState
from tenants import outbox, scope
from tenants.audit.models import Entry
from tenants.domains import routing
from tenants.errors import DomainError
from tenants.models import Firm, FirmState, Plan
from tenants.outbox import consumers
from tenants.outbox.models import Delivery
from tenants.outbox.tasks import sweep
from tenants.tasks import _active_firm
from tests.conftest import HostClient
from tests.provisioning import orders
from tests.provisioning.orders import live

HOST = "dumont.localhost"


@pytest.fixture
def _somebody_listens() -> Iterator[None]:
    outbox.consumer("test.waits")(lambda _event: None)
    yield
    consumers._names_of_topic.pop("test.waits")


def test_a_new_firm_has_the_default_plan_and_a_release() -> None:
    firm = orders.firm()

    with scope.public():
        plan = Plan.objects.get(is_default=True)
    assert (firm.plan_id, len(firm.release)) == (plan.pk, 64)
    assert firm.state_changed_at is not None


def test_a_suspended_firm_shows_a_page_and_keeps_all() -> None:
    firm = orders.firm()
    before = orders.looks_of(firm)

    suspended = live("suspend", firm).firm

    page = HostClient(HOST).get("/sign-in/")
    assert (suspended.state, page.status_code) == (FirmState.SUSPENDED, 503)
    assert suspended.state_reason == "They asked us to."
    assert orders.looks_of(firm) == before
    with pytest.raises(Reject):
        _active_firm(str(firm.pk))


def test_a_resumed_firm_opens() -> None:
    firm = live("suspend", orders.firm()).firm

    resumed = live("resume", firm).firm

    assert resumed.is_active
    assert HostClient(HOST).get("/sign-in/").status_code == 200


@pytest.mark.usefixtures("_somebody_listens")
def test_what_waits_while_suspended_is_delivered_after() -> None:
    firm = orders.firm()
    with scope.scope(firm), transaction.atomic():
        outbox.publish("test.waits", hold=timedelta(milliseconds=1))
    live("suspend", firm)
    sweep()
    waiting = _waiting(firm)

    live("resume", firm)
    sweep()

    assert (waiting, _waiting(firm)) == (1, 0)


def test_both_logs_tell_who_suspended_and_only_ours_says_why() -> None:
    firm = orders.firm()

    live("suspend", firm)

    with scope.public():
        ours = Entry.objects.get(action="firm.suspended")
    with scope.scope(firm):
        theirs = Entry.objects.get(action="firm.suspended")
    assert ours.details["reason"] == "They asked us to."
    assert "reason" not in theirs.details
    assert theirs.details["requested_by"] == "Tablinum"


def test_a_closed_firm_is_kept_for_thirty_days() -> None:
    run = live("close", orders.firm(), typed="dumont")

    assert run.firm.state == FirmState.CLOSING
    assert run.firm.erase_at == run.created_at + timedelta(days=30)
    assert HostClient(HOST).get("/sign-in/").status_code == 503


def test_a_closing_firm_may_be_reopened() -> None:
    firm = live("reopen", orders.closing()).firm

    assert (firm.is_active, firm.erase_at) == (True, None)
    assert HostClient(HOST).get("/sign-in/").status_code == 200


@pytest.mark.parametrize(
    ("verb", "more"),
    [("resume", {}), ("reopen", {}), ("erase", {"typed": "dumont"})],
)
def test_what_does_not_fit_the_state_is_refused(
    verb: str, more: dict[str, str]
) -> None:
    firm = orders.firm()

    with pytest.raises(DomainError, match="state is"):
        live(verb, firm, **more)


def test_a_second_run_waits_for_the_first() -> None:
    firm = orders.firm()
    orders.ask("suspend", firm)

    with pytest.raises(DomainError, match="under way"):
        orders.ask("close", firm, typed="dumont")


@pytest.mark.parametrize("typed", ["", "Dumont", "peeters"])
def test_closing_wants_the_address_typed(typed: str) -> None:
    firm = orders.firm()

    with pytest.raises(DomainError, match="exactly"):
        live("close", firm, typed=typed)


def test_a_reason_is_wanted() -> None:
    firm = orders.firm()

    with pytest.raises(DomainError, match="reason"):
        live("suspend", firm, reason="  ")


@pytest.mark.parametrize("verb", ["suspend", "close"])
def test_an_unfinished_run_is_undone_and_the_firm_is_as_before(verb: str) -> None:
    firm = orders.firm()
    run = orders.ask(verb, firm, **({"typed": "dumont"} if verb == "close" else {}))
    _done_but_for_the_mark(run)

    driver.undo(run.pk)

    undone = orders.again(run)
    assert (undone.state, undone.firm.is_active) == (RunState.UNDONE, True)
    assert undone.firm.slug == "dumont"


def test_the_sweep_erases_when_the_grace_is_over_and_not_before() -> None:
    kept, ripe = orders.closing("kept"), orders.closing("ripe")
    with scope.public():
        Firm.objects.filter(pk=ripe.pk).update(erase_at=ripe.created_at)

    for _ in range(2):
        tasks.sweep()
        tasks.sweep_long()

    with scope.public():
        erasures = Run.objects.filter(kind=RunKind.ERASURE)
        assert [run.firm_id for run in erasures] == [ripe.pk]
        assert Firm.objects.get(pk=ripe.pk).state == FirmState.ERASED
        assert Firm.objects.get(pk=kept.pk).state == FirmState.CLOSING


def _done_but_for_the_mark(run: Run) -> None:
    """As a driver leaves it that dies before the last step is marked."""
    driver.drive(run.pk)
    with scope.public():
        last = run.steps.order_by("position").last()
        assert last is not None
        last.state, last.finished_at = "running", None
        last.save()
        Run.objects.filter(pk=run.pk).update(
            state=RunState.RUNNING, finished_at=None, due_at=run.created_at
        )


def _waiting(firm: Firm) -> int:
    with scope.scope(firm):
        return Delivery.objects.waiting().filter(event__topic="test.waits").count()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (FirmState.PROVISIONING, "being set up"),
        (FirmState.SUSPENDED, "Nothing is lost"),
        (FirmState.ERASED, "is closed"),
    ],
)
def test_the_page_says_what_is_so(state: FirmState, words: str) -> None:
    firm = orders.firm()
    with scope.public(), transaction.atomic():
        Firm.objects.filter(pk=firm.pk).update(state=state)
        routing.announce()

    visitor = HostClient(HOST)
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = visitor.get("/")

    assert words in page.content.decode()
