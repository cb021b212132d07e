"""The sale, to which Laura writes at NOW; its client Sofie reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from pytest_django.fixtures import Settings

from portal.updates import actions
from portal.updates.models import HOLD, Update
from tenants.outbox.delivering import deliver_due
from tests.cast import Cast

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LATER = NOW + HOLD
Post = Callable[..., Update]


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
def post(cast: Cast, clock: time_machine.Coordinates) -> Post:
    """Laura writes about the sale, at NOW unless said otherwise."""

    def write(body: str = "The **notary** has a date.", **said: object) -> Update:
        update = Update(case=cast.sale, title=str(said.pop("title", "")), body=body)
        asked = {"by": cast.laura, "at": NOW, **said}
        return actions.post(update=update, **asked)  # type: ignore[arg-type]

    return write


@pytest.fixture
def told(post: Post) -> Update:
    """Shared at NOW, and held until LATER."""
    return post(title="A date at the notary", is_shared=True)
