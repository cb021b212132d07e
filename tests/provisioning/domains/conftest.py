"""The outboxes and the broker in one process: wishes go their whole way, and back."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from typing import Any

import pytest
from celery import Task, current_app

from provisioning.domains import tasks
from tenants import scope
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tests import firms
from tests.tenants.domains.conftest import dns, public

__all__ = ["dns", "public"]
OURS = (
    tasks.claim, tasks.wish, tasks.use_platform_address, tasks.check, tasks.tell,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _as_provisioning_worker(db: None) -> None:
    """These run in the ordinary worker, as `app`, and need not commit."""


class Broker:
    """Keeps messages until `settle` runs them, each outside of any scope."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Task[..., Any], dict[str, Any]]] = []
        self.sent: list[tuple[str, dict[str, Any]]] = []

    def keep(self, task: Task[..., Any]) -> Callable[..., None]:
        """Stands in the place of `task.apply_async`."""
        return lambda kwargs: self.waiting.append((task, kwargs))

    def send(self, name: str, kwargs: dict[str, Any]) -> None:
        """Stands in the place of `send_task`."""
        self.sent.append((name, kwargs))

    def settle(self) -> None:
        """Deliver and run until nothing is left."""
        contextvars.Context().run(self._settle)

    def _settle(self) -> None:
        while self._deliver() or self.waiting:
            while self.waiting:
                task, kwargs = self.waiting.pop(0)
                task(**kwargs)

    def _deliver(self) -> int:
        with scope.public():
            done = deliver_due()
            everybody = list(Firm.objects.filter(pk__in=(firms.PEETERS, firms.DEVRIES)))
        for firm in everybody:
            with scope.scope(firm):
                done += deliver_due()
        return done


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch, db: None) -> Broker:
    """What our tasks are sent by."""
    made = Broker()
    for task in OURS:
        monkeypatch.setattr(task, "apply_async", made.keep(task))
    monkeypatch.setattr(current_app, "send_task", made.send)
    return made
