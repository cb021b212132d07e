"""The kinds are registered, the clock stands still, and mail is caught."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from pytest_django.fixtures import Settings

from portal.documents.models import Share
from portal.notifications import registry
from tenants.outbox.delivering import deliver_due
from tests.cast import Cast
from tests.factories import NOW, ShareFactory
from tests.portal.notifications.kinds import EVERY_KIND

Wait = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the kinds of these tests."""
    monkeypatch.setattr(registry, "_kinds", {kind.name: kind for kind in EVERY_KIND})


@pytest.fixture(autouse=True)
def caught_mail(settings: Settings) -> None:
    """Mail goes to django.core.mail.outbox."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """The clock stands still until it is moved."""
    with time_machine.travel(NOW, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def wait(clock: time_machine.Coordinates) -> Wait:
    """Let time pass and the worker work: `wait(minutes=5)`; who got a mail by it."""

    def pass_time(**time: Any) -> list[str]:
        clock.shift(timedelta(**time))
        before = len(mail.outbox)
        deliver_due()
        return sorted(message.to[0] for message in mail.outbox[before:])

    return pass_time


@pytest.fixture
def memo_too(cast: Cast, inside: object) -> Share:
    """Both documents of the sale are shared with Sofie."""
    return ShareFactory(document=cast.memo)
