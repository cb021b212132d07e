"""A task works for the firm in its message's header, or not at all."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from celery import current_app, shared_task
from celery.exceptions import Reject

from tenants import headers, scope
from tenants.models import Firm, FirmState
from tenants.tasks import ControlTask
from tests.factories import NOW


@shared_task(name="test.where")
def where() -> str:
    return scope.current().schema


@shared_task(name="test.where_control", base=ControlTask)
def where_control() -> str:
    return scope.current().schema


def deliver(task: Any, message_headers: dict[str, str] | None) -> Any:
    """Run the task as a worker does when it takes such a message."""
    registered = current_app.tasks[task.name]
    registered.push_request(headers=message_headers)
    try:
        return registered()
    finally:
        registered.pop_request()


def test_the_task_runs_in_the_firm_of_its_header(firm: Firm) -> None:
    assert deliver(where, headers.firm_header(firm)) == firm.schema_name
    assert scope.current_or_none() is None


@pytest.mark.parametrize("sent", [None, {}, {"firm": ""}, {"firm": "peeters"}])
def test_a_message_without_a_firm_is_rejected(
    sent: dict[str, str] | None, db: None
) -> None:
    with pytest.raises(Reject):
        deliver(where, sent)


def test_a_message_for_an_unknown_firm_is_rejected(db: None) -> None:
    with pytest.raises(Reject):
        deliver(where, {"firm": str(uuid4())})


@pytest.mark.parametrize("state", [s for s in FirmState if s != FirmState.ACTIVE])
def test_a_message_for_a_firm_that_is_not_active_is_rejected(
    firm: Firm, state: FirmState
) -> None:
    with scope.public():
        until = NOW if state == FirmState.CLOSING else None
        Firm.objects.filter(pk=firm.pk).update(state=state, erase_at=until)

    with pytest.raises(Reject):
        deliver(where, headers.firm_header(firm))


def test_a_task_of_the_control_plane_runs_in_public(db: None) -> None:
    assert deliver(where_control, None) == "public"


def test_sending_a_task_without_a_firm_is_refused() -> None:
    with pytest.raises(scope.NoScope):
        where.delay()
