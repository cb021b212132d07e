"""A message to the workers: this schema has something to deliver."""

from __future__ import annotations

from celery import current_app

from tenants.headers import firm_header
from tenants.scope import Scope

FIRM_TASK = "outbox.deliver_for_firm"
PLATFORM_TASK = "outbox.deliver_for_platform"


def send(target: Scope) -> None:
    """Wake a worker for this scope. Without a broker: kombu's OperationalError."""
    if target.firm is None:
        current_app.send_task(PLATFORM_TASK, ignore_result=True, retry=False)
    else:
        current_app.send_task(
            FIRM_TASK, headers=firm_header(target.firm), ignore_result=True, retry=False
        )
