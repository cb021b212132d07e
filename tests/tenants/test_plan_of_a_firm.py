"""A firm knows its plan wherever it works, though `public` is out of reach."""

from __future__ import annotations

from typing import Any

import pytest
from celery import shared_task
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants import scope
from tenants.domains import routing
from tenants.headers import firm_header
from tenants.models import Firm, Plan
from tenants.tasks import FirmTask

seen: list[tuple[str, int]] = []


@pytest.fixture
def firm_on_plan(firm: Firm) -> Firm:
    """Peeters & Partners, on the plan for new firms."""
    with scope.public():
        firm.plan = Plan.objects.get(is_default=True)
        firm.save(update_fields=["plan"])
    return firm


def plan_without_asking() -> tuple[str, int]:
    """The plan of the firm in force, and how many statements it cost."""
    with CaptureQueriesContext(connection) as captured:
        plan = scope.current_firm().plan
    return (plan.name if plan else "", len(captured))


@shared_task(name="tests.plan", bind=True, base=FirmTask)
def look(self: Any) -> None:
    seen.append(plan_without_asking())


def test_a_request_knows_the_plan(firm_on_plan: Firm) -> None:
    route = routing.find(firm_on_plan.primary_host)

    assert route is not None
    with scope.scope(route.firm):
        assert plan_without_asking() == (firm_on_plan.plan.name, 0)


def test_a_task_knows_the_plan(firm_on_plan: Firm) -> None:
    seen.clear()

    look.push_request(headers=firm_header(firm_on_plan))
    try:
        look()
    finally:
        look.pop_request()

    assert seen == [(firm_on_plan.plan.name, 0)]
