"""What it costs: as much for many news as for one, and nothing when nothing is due."""

from __future__ import annotations

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.notifications import actions
from portal.notifications.models import Announcement, Letter, Notice
from portal.notifications.sending import send
from portal.notifications.spreading import spread
from tenants.outbox.delivering import deliver_due
from tests.cast import Cast
from tests.factories import NOW, DocumentFactory, ShareFactory
from tests.portal.notifications.kinds import HELD, NEWS

pytestmark = pytest.mark.usefixtures("inside")


def tell(cast: Cast, number: int) -> None:
    for _ in range(number):
        document = DocumentFactory(case=cast.sale)
        ShareFactory(document=document)
        actions.tell(
            NEWS, subject=document.pk, place=cast.sale.pk, by=cast.laura, at=NOW
        )


def cost(cast: Cast, number: int) -> tuple[int, int]:
    """Statements to spread and to send so many news."""
    Letter.objects.all().delete()
    tell(cast, number)
    with CaptureQueriesContext(connection) as spreading:
        spread(Announcement.objects.open().first().pk, at=NOW)  # type: ignore[union-attr]
    assert Notice.objects.unsent().count() == number
    with CaptureQueriesContext(connection) as sending:
        send(Letter.objects.open().get().pk, at=NOW)
    return len(spreading), len(sending)


def test_many_news_cost_as_much_as_one(
    cast: Cast, clock: time_machine.Coordinates
) -> None:
    cost(cast, 1)

    few, many = cost(cast, 1), cost(cast, 30)

    assert few == many
    assert few <= (24, 14)


def test_telling_costs_the_action_three_rows_whoever_hears(
    cast: Cast, clock: time_machine.Coordinates
) -> None:
    with CaptureQueriesContext(connection) as queries:
        actions.tell(
            HELD, subject=cast.deed.pk, place=cast.sale.pk, by=cast.laura, at=NOW
        )

    statements = [each["sql"].split()[0] for each in queries]
    assert statements == ["INSERT"] * 3


def test_what_is_held_costs_the_sweep_nothing(
    cast: Cast, clock: time_machine.Coordinates
) -> None:
    def look() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert deliver_due() == 0
        return len(queries)

    before = look()
    actions.tell(HELD, subject=cast.deed.pk, place=cast.sale.pk, by=None, at=NOW)

    assert look() == before
