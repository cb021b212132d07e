"""A case that has come to its second stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from pytest_django.fixtures import Settings

from portal.cases.models import Case, PracticeArea
from portal.progress import actions
from portal.progress.models import HOLD, Stage
from tenants.outbox.delivering import deliver_due
from tests.cast import Cast

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
LATER = NOW + HOLD
NEXT_DAY = NOW + timedelta(days=1)


def deliver_everything() -> None:
    """All that is due, and what follows from it."""
    while deliver_due():
        pass


@pytest.fixture(autouse=True)
def caught_mail(settings: Settings) -> None:
    """Mail goes to django.core.mail.outbox."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """A clock that stands at NOW until a test moves it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def stages(cast: Cast) -> list[Stage]:
    """Those of civil law, with which the firm began; the sale is such a case."""
    area = PracticeArea.objects.get(slug="civil")
    Case.objects.filter(pk=cast.sale.pk).update(practice_area=area)
    cast.sale.refresh_from_db()
    return list(area.stages.in_order())


@pytest.fixture
def moved(cast: Cast, stages: list[Stage], clock: time_machine.Coordinates) -> Stage:
    """Laura moved the sale to the second stage, at NOW."""
    actions.move(case=cast.sale, stage=stages[1], by=cast.laura, at=NOW)
    return stages[1]
