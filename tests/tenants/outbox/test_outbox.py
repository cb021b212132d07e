"""Nothing that was promised is lost, and nothing in the database happens twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from tenants import outbox, scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Firm
from tenants.outbox import consumers, delivering, hints
from tenants.outbox.models import Delivery, Event

heard: list[dict[str, Any]] = []


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    heard.clear()
    outbox.consumer("test.happened")(listen)
    outbox.consumer("test.fails")(fail)
    yield
    consumers._names_of_topic.pop("test.happened")
    consumers._names_of_topic.pop("test.fails")


def listen(event: Event) -> None:
    heard.append(event.payload)


def fail(event: Event) -> None:
    User.objects.create(email="half@made.be", name="Half", role=Role.CLIENT)
    raise ConnectionError("the mail server is away")


def publish(topic: str, **payload: Any) -> None:
    with transaction.atomic():
        outbox.publish(topic, **payload)


def test_an_event_is_delivered_once(firm: Firm) -> None:
    with scope.scope(firm):
        publish("test.happened", case="7")

        assert delivering.deliver_due() == 1
        assert delivering.deliver_due() == 0

    assert heard == [{"case": "7"}]


def test_an_event_of_a_change_that_failed_never_happened(firm: Firm) -> None:
    with scope.scope(firm):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            outbox.publish("test.happened")
            raise ZeroDivisionError

        assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_publishing_without_a_transaction_is_refused(firm: Firm) -> None:
    with scope.scope(firm), pytest.raises(transaction.TransactionManagementError):
        outbox.publish("test.happened")


def test_a_failure_is_written_down_and_tried_again(firm: Firm) -> None:
    with scope.scope(firm):
        publish("test.fails")
        delivering.deliver_due()

        delivery = Delivery.objects.get()
        assert delivery.done_at is None
        assert delivery.attempts == 1
        assert "the mail server is away" in delivery.error
        assert delivery.due_at > timezone.now()
        assert not User.objects.filter(email="half@made.be").exists()


def test_after_many_attempts_it_is_given_up_but_kept(firm: Firm) -> None:
    with scope.scope(firm):
        publish("test.fails")
        for _ in range(delivering.ATTEMPTS):
            Delivery.objects.update(due_at=timezone.now())
            delivering.deliver_due()

        assert Delivery.objects.get().failed_at is not None
        assert not Delivery.objects.waiting().exists()


def test_a_held_event_waits(firm: Firm) -> None:
    with scope.scope(firm), transaction.atomic():
        outbox.publish("test.happened", hold=timedelta(minutes=1))

        assert delivering.deliver_due() == 0


def test_an_event_stays_in_its_firm(firm: Firm, other_firm: Firm) -> None:
    with scope.scope(firm):
        publish("test.happened", canary="Peeters")

    with scope.scope(other_firm):
        assert delivering.deliver_due() == 0
        assert not Event.objects.exists()


def test_a_broker_out_of_reach_does_not_stop_the_change(
    firm: Firm,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def refuse(target: object) -> None:
        raise OperationalError

    monkeypatch.setattr(hints, "send", refuse)

    with scope.scope(firm):
        with django_capture_on_commit_callbacks(execute=True):
            publish("test.happened")

        assert delivering.deliver_due() == 1


def test_the_wait_doubles_up_to_six_hours() -> None:
    waits = [delivering.wait_after(number) for number in (1, 2, 3, 30)]

    assert waits == [
        timedelta(seconds=5), timedelta(seconds=10), timedelta(seconds=20),
        timedelta(hours=6),
    ]  # fmt: skip
