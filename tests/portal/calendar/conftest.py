"""Dates of Sofie's sale, on a clock that stands at Monday 30 November, 10:00."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from pytest_django.fixtures import Settings

from portal.calendar import actions, timing
from portal.calendar.models import CalendarEntry, EntryKind
from tenants.outbox.delivering import deliver_due
from tests.cast import Cast

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
# Friday 18 December, 14:00 in Brussels.
HEARING = datetime(2026, 12, 18, 13, 0, tzinfo=UTC)
TITLE, CLIENT_TITLE, PLACE = "Strategy talk", "Your hearing", "Court of Ghent"

Wait = Callable[..., list[str]]
Add = Callable[..., CalendarEntry]


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
def wait(clock: time_machine.Coordinates) -> Wait:
    """Let a time pass, then let the worker run: who gets a mail."""

    def pass_by(**span: float) -> list[str]:
        clock.shift(timedelta(**span))
        return delivered()

    return pass_by


def delivered() -> list[str]:
    """All that is due, and what follows; the receivers."""
    mail.outbox.clear()
    while deliver_due():
        pass
    return sorted(letter.to[0] for letter in mail.outbox)


@pytest.fixture
def add(cast: Cast) -> Add:
    """Laura adds a hearing to the sale, or what is asked for."""

    def added(*, is_shared: bool = True, day: str = "", **fields: Any) -> CalendarEntry:
        return actions.add(
            entry=entry_of(cast, day=day, **fields),
            is_shared=is_shared,
            by=cast.laura,
            at=NOW,
        )

    return added


def entry_of(cast: Cast, *, day: str = "", **fields: Any) -> CalendarEntry:
    """A hearing of the sale, not saved; `day` makes it a whole day."""
    span = timing.Span(HEARING, HEARING + timedelta(hours=1), is_whole_day=False)
    if day:
        span = timing.whole_day(datetime.fromisoformat(day).date(), BRUSSELS)
    values = {
        "case": cast.sale,
        "kind": EntryKind.HEARING,
        "title": TITLE,
        "client_title": CLIENT_TITLE,
        "place": PLACE,
        "zone": "Europe/Brussels",
        "responsible": cast.laura,
        "reminders": [7, 1],
        "starts_at": span.starts_at,
        "ends_at": span.ends_at,
        "is_whole_day": span.is_whole_day,
        **fields,
    }
    return CalendarEntry(**values)
