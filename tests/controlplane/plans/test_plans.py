"""Plans: shown, changed, given to firms, and written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from controlplane.plans import actions
from controlplane.plans.limits import Limits
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.domains.routing import hosts
from tenants.errors import DomainError
from tenants.models import Firm, FirmState, Plan
from tests import operators
from tests.conftest import HostClient
from tests.factories import NOW
from tests.portal.counting import statements

LIST = "/operate/plans/"
SMALL = Limits(
    staff_limit=3,
    storage_limit_bytes=5 * 10**9,
    domain_limit=0,
    file_limit_bytes=50 * 10**6,
)


@pytest.fixture
def control(db: None) -> Iterator[None]:
    """The test itself looks into the control plane's tables."""
    with scope.public():
        yield


@pytest.fixture
def jan(control: None) -> User:
    """An administrator."""
    return operators.make(name="Jan")


@pytest.fixture
def browser(as_operator: Callable[..., HostClient], jan: User) -> HostClient:
    """Jan's."""
    return as_operator(user=jan)


@pytest.fixture
def small(jan: User) -> Plan:
    """A plan of three people and 5 GB."""
    return actions.create("Tiny", SMALL, by=jan, at=NOW)


def test_the_list_counts_firms_that_are_still_here(
    browser: HostClient, small: Plan, firm: Firm, other_firm: Firm
) -> None:
    Firm.objects.update(plan=small)
    Firm.objects.filter(pk=other_firm.pk).update(state=FirmState.ERASED)

    plans = {plan.name: plan for plan in browser.get(LIST).context["plans"]}

    assert plans["Tiny"].firm_count == 1


def test_no_limit_is_said_in_words(browser: HostClient, jan: User) -> None:
    nothing = Limits(
        staff_limit=None,
        storage_limit_bytes=None,
        domain_limit=None,
        file_limit_bytes=None,
    )
    Plan.objects.all().delete()
    actions.create("Boundless", nothing, by=jan, at=NOW)

    assert browser.get(LIST).content.decode().count(">no limit<") == 3


def test_a_plan_is_made(browser: HostClient) -> None:
    form = {"name": "Large", "staff": "40", "storage": "2.5", "domains": ""}

    response = browser.post(f"{LIST}new/", form)

    assert response.url == LIST
    plan = Plan.objects.get(name="Large")
    assert (plan.staff_limit, plan.storage_limit_bytes, plan.domain_limit) == (
        40,
        2_500_000_000,
        None,
    )


def test_a_name_is_taken_once(browser: HostClient, small: Plan) -> None:
    page = browser.post(f"{LIST}new/", {"name": "Tiny"})

    assert page.status_code == 422
    assert "name" in page.context["form"].errors


@pytest.mark.parametrize(
    "wrong",
    [
        {"staff": "0"},
        {"storage": "-1"},
        {"domains": "many"},
        {"name": ""},
        {"file": "201"},
    ],
)
def test_a_limit_that_makes_no_sense_is_refused(
    browser: HostClient, wrong: dict[str, str]
) -> None:
    form = {"name": "Odd", "staff": "1", "storage": "1", "domains": "1", **wrong}

    assert browser.post(f"{LIST}new/", form).status_code == 422


def test_the_form_shows_what_is_in_force(browser: HostClient, small: Plan) -> None:
    form = browser.get(f"{LIST}{small.pk}/").context["form"]

    assert {name: str(value) for name, value in form.initial.items()} == {
        "name": "Tiny",
        "staff": "3",
        "storage": "5",
        "domains": "0",
        "file": "50",
    }


def test_limits_are_changed_with_a_reason(browser: HostClient, small: Plan) -> None:
    form = {"name": "Tiny", "staff": "4", "storage": "5", "domains": "0", "file": "50"}
    address = f"{LIST}{small.pk}/"

    assert browser.post(address, form).status_code == 422
    assert browser.post(address, {**form, "reason": "Asked for"}).url == LIST

    small.refresh_from_db()
    assert (small.staff_limit, small.storage_limit_bytes) == (4, 5 * 10**9)
    assert Entry.objects.get(action="plan.changed").details == {
        "reason": "Asked for",
        "changed": {"staff_limit": [3, 4]},
    }


def test_there_is_one_plan_for_new_firms(browser: HostClient, small: Plan) -> None:
    browser.post(f"{LIST}{small.pk}/default/")

    assert list(Plan.objects.filter(is_default=True)) == [small]


def test_a_firm_gets_another_plan(jan: User, firm: Firm, small: Plan) -> None:
    before = firm.plan.name if firm.plan else ""

    changed = actions.assign(firm, small, by=jan, at=NOW, reason="They grew")

    assert changed.plan == small
    entry = Entry.objects.get(action="firm.plan_assigned")
    assert (entry.target_id, entry.actor_id) == (firm.pk, jan.pk)
    assert entry.details == {"before": before, "plan": "Tiny", "reason": "They grew"}


def test_the_same_plan_again_is_refused(jan: User, firm: Firm, small: Plan) -> None:
    actions.assign(firm, small, by=jan, at=NOW, reason="They grew")

    with pytest.raises(DomainError, match="already"):
        actions.assign(firm, small, by=jan, at=NOW, reason="Twice")


def test_a_firms_limits_can_be_taken_away(jan: User, firm: Firm, small: Plan) -> None:
    actions.assign(firm, small, by=jan, at=NOW, reason="They grew")

    assert actions.assign(firm, None, by=jan, at=NOW, reason="Ours").plan is None


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.AUDITOR])
def test_others_read_and_change_nothing(
    as_operator: Callable[..., HostClient], small: Plan, role: Role
) -> None:
    browser = as_operator(role)

    page = browser.get(LIST)

    assert page.status_code == 200
    assert f"{LIST}{small.pk}/" not in page.content.decode()
    assert browser.get(f"{LIST}{small.pk}/").status_code == 403
    assert browser.post(f"{LIST}{small.pk}/default/").status_code == 403


def test_the_list_costs_the_same_for_many(browser: HostClient, jan: User) -> None:
    browser.get(LIST)  # afterwards the line of health is remembered
    few = statements(browser, LIST)
    for number in range(10):
        actions.create(f"Plan {number}", SMALL, by=jan, at=NOW)

    assert statements(browser, LIST) == few <= 7


@pytest.mark.django_db(transaction=True)
def test_all_processes_hear_of_it() -> None:
    with scope.public():
        jan, firm = operators.make(), Firm.objects.get(slug="peeters")
        plan = actions.create("Tiny", SMALL, by=jan, at=NOW)
    known = hosts().route(firm.primary_host)
    assert known
    assert known.firm.plan != plan

    with scope.public():
        actions.assign(firm, plan, by=jan, at=NOW, reason="They grew")

    now = hosts().route(firm.primary_host)
    assert now
    assert now.firm.plan == plan
