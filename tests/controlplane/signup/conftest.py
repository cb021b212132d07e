"""Olivia signs her firm up, in a browser on the platform's host."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from controlplane.signup import actions
from controlplane.signup.models import SignUp
from controlplane.signup.wish import Wish
from provisioning.models import Run, RunState
from tenants import scope
from tenants.keys import uuid7
from tenants.outbox.delivering import deliver_due
from tests.conftest import HostClient

ANSWERS = {
    "firm_name": "Advocaten Wouters",
    "slug": "wouters",
    "owner_name": "Olivia Wouters",
    "email": "Olivia@Wouters.be",
    "language": "nl",
    "country": "BE",
    "time_zone": "",
    "terms": "on",
    "processor_agreement": "on",
    "submission": "0123456789abcdef",
}


@pytest.fixture
def control(db: None) -> Iterator[None]:
    """The test itself looks into the control plane's tables."""
    with scope.public():
        yield


@pytest.fixture
def answers() -> dict[str, str]:
    """What Olivia types."""
    return dict(ANSWERS)


@pytest.fixture
def requested(control: None) -> Callable[..., SignUp]:
    """A sign-up that waits for its confirmation."""

    def request(**changes: Any) -> SignUp:
        at: datetime = changes.pop("at", timezone.now())
        wish = Wish(
            firm_name="Advocaten Wouters", owner_name="Olivia Wouters", country="BE",
            **{"slug": "wouters", "email": "olivia@wouters.be", "language": "nl",
               "time_zone": "Europe/Brussels", **changes},
        )  # fmt: skip
        submission = uuid7().bytes
        return actions.request(wish, submission=submission, accepted_from=None, at=at)

    return request


@pytest.fixture
def worker(control: None) -> Callable[[], list[Any]]:
    """Let the worker do what is due; the mails that it sent."""

    def work() -> list[Any]:
        before = len(mail.outbox)
        deliver_due()
        return mail.outbox[before:]

    return work


@pytest.fixture
def link(worker: Callable[[], list[Any]]) -> Callable[[], str]:
    """The path of the link in the mail that is due."""

    def read() -> str:
        (message,) = worker()
        found = re.search(r"http://localhost(/signup/confirm/\S+/)", message.body)
        assert found
        return found[1]

    return read


@pytest.fixture
def confirmed(
    requested: Callable[..., SignUp], link: Callable[[], str], on_platform: HostClient
) -> SignUp:
    """The sign-up that the browser `on_platform` has confirmed."""
    sign_up = requested()
    on_platform.post(link())
    sign_up.refresh_from_db()
    return sign_up


@pytest.fixture
def run_is(confirmed: SignUp) -> Callable[..., None]:
    """Put the run of the confirmed sign-up into a state, as its worker would."""

    def put(state: RunState, **fields: Any) -> None:
        run = Run.objects.filter(pk=confirmed.run_id)
        if state == RunState.DONE:
            fields |= {"finished_at": timezone.now(), "due_at": None}
            for step in run.get().steps.all():
                step.state, step.finished_at = "done", timezone.now()
                step.save()
        run.update(state=state, **fields)

    return put


def ago(**parts: float) -> datetime:
    """So long before now."""
    return timezone.now() - timedelta(**parts)
