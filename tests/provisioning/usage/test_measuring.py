"""Numbers of a firm: its own, and nothing but numbers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from provisioning.usage import measuring, tasks
from provisioning.usage.models import Usage
from tenants import scope
from tenants.models import Firm, FirmState
from tenants.outbox.models import Delivery, Event
from tests import cast
from tests.factories import NOW, CaseFactory, DocumentFactory


@pytest.fixture
def busy(firm: Firm) -> Firm:
    """A firm with the usual people, two cases and two documents."""
    with scope.scope(firm):
        cast.make("usage")
    return firm


def test_a_firm_is_counted(busy: Firm) -> None:
    usage = measuring.measure(busy, at=NOW)

    assert (usage.staff, usage.clients, usage.cases, usage.documents) == (3, 2, 2, 2)
    assert usage.storage_bytes > 0
    assert usage.measured_at == NOW


def test_another_firm_does_not_count(busy: Firm, other_firm: Firm) -> None:
    usage = measuring.measure(other_firm, at=NOW)

    assert (usage.staff, usage.clients, usage.cases, usage.documents) == (0, 0, 0, 0)


def test_of_the_outbox_counts_what_is_late_and_not_what_is_held(busy: Firm) -> None:
    minute = timedelta(minutes=1)
    with scope.scope(busy):
        event = Event.objects.create(topic="test")
        for name, due_at, attempts in (
            ("held", NOW + 60 * minute, 0),
            ("late", NOW - minute, 0),
            ("failing", NOW + 6 * minute, 7),  # after 5 + 10 + ... + 320 seconds
        ):
            Delivery.objects.create(
                event=event, consumer=name, due_at=due_at, attempts=attempts
            )

    usage = measuring.measure(busy, at=NOW)

    assert usage.outbox_waiting == 2
    assert usage.outbox_oldest_at == NOW + 6 * minute - timedelta(seconds=635)


def test_a_second_measure_takes_the_place_of_the_first(busy: Firm) -> None:
    measuring.measure(busy, at=NOW)
    with scope.scope(busy):
        CaseFactory()

    measuring.measure(busy, at=NOW)

    with scope.public():
        assert Usage.objects.get(firm=busy).cases == 3


def test_a_thousand_rows_cost_as_many_queries_as_one(busy: Firm) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            measuring.measure(busy, at=NOW)
        return sum("SELECT" in each["sql"] for each in queries)

    measuring.measure(busy, at=NOW)  # makes the row
    few = cost()
    with scope.scope(busy):
        DocumentFactory.create_batch(20)

    assert cost() == few


@pytest.mark.django_db(transaction=True)
def test_a_firm_that_cannot_be_read_does_not_stop_the_others(
    firm: Firm, other_firm: Firm
) -> None:
    with scope.public():
        Firm.objects.filter(pk=firm.pk).update(schema_name="t_nowhere")

    done = tasks.measure()

    with scope.public():
        assert done == 1
        assert list(Usage.objects.values_list("firm", flat=True)) == [other_firm.pk]


def test_an_erased_firm_is_not_measured(firm: Firm) -> None:
    with scope.public():
        Firm.objects.filter(pk=firm.pk).update(state=FirmState.ERASED)

    assert firm not in measuring.firms()
