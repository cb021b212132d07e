"""The operators' log: found again by who, what, which firm and when."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from controlplane.log import queries
from controlplane.log.filters import Filters
from tenants import audit, scope
from tenants.accounts.models import User
from tenants.accounts.roles import OPERATORS, Role
from tenants.audit.models import Entry
from tenants.models import Firm, Plan
from tests import operators
from tests.conftest import HostClient
from tests.factories import NOW
from tests.portal.counting import statements

LOG = "/operate/log/"


@pytest.fixture
def control(db: None) -> Iterator[None]:
    """The test itself writes into the log."""
    with scope.public():
        yield


@pytest.fixture
def jan(control: None) -> User:
    """An administrator."""
    return operators.make(name="Jan Willems")


@pytest.fixture
def browser(as_operator: Callable[..., HostClient], jan: User) -> HostClient:
    """Jan's."""
    return as_operator(user=jan)


def note(
    action: str, target: Any = None, *, by: User | None = None, **more: Any
) -> None:
    at = more.pop("at", NOW)
    with transaction.atomic():
        audit.record(action, target, by=by, at=at, **more)


def shown(response: Any) -> list[str]:
    return [line.what for line in response.context["lines"]]


@pytest.mark.parametrize("role", sorted(OPERATORS))
def test_every_operator_reads_it(
    as_operator: Callable[..., HostClient], role: Role
) -> None:
    assert as_operator(role).get(LOG).status_code == 200


def test_it_says_who_did_what_to_whom_and_why(
    browser: HostClient, jan: User, firm: Firm
) -> None:
    note(
        "firm.suspension.requested",
        firm,
        by=jan,
        reason="Has not paid",
        run="r1",
        host="a.be",
    )

    [line] = browser.get(LOG).context["lines"]

    assert (line.what, line.who) == ("Suspension asked for", "Jan Willems")
    assert (line.about, line.reason) == ("Peeters & Partners", "Has not paid")
    assert line.more == "Address: a.be"


def test_a_change_of_limits_is_read_as_one(browser: HostClient) -> None:
    changed = {"staff_limit": [3, None], "name": ["Small", "Tiny"]}
    note("plan.changed", reason="Asked for", changed=changed)

    [line] = browser.get(LOG).context["lines"]

    assert line.more == "Name: Small → Tiny, People: 3 → no limit"


def test_the_newest_is_first(browser: HostClient) -> None:
    note("firm.opened", at=NOW)
    note("firm.erased", at=NOW + timedelta(hours=1))

    assert shown(browser.get(LOG)) == ["Firm erased", "Firm opened"]


def test_what_has_no_words_stands_as_it_is(browser: HostClient) -> None:
    note("moon.landed")

    assert shown(browser.get(LOG)) == ["moon.landed"]


def test_by_who(browser: HostClient, jan: User) -> None:
    note("firm.opened")
    note("firm.erased", by=jan)

    assert shown(browser.get(LOG, {"actor": jan.pk})) == ["Firm erased"]


def test_by_what(browser: HostClient) -> None:
    note("firm.opened")
    note("firm.erased")

    response = browser.get(LOG, {"action": "firm.opened"})

    assert shown(response) == ["Firm opened"]
    choices = dict(response.context["form"].fields["action"].choices)
    assert set(choices) == {"", "firm.opened", "firm.erased"}


def test_by_firm_and_by_what_belongs_to_it(
    browser: HostClient, firm: Firm, other_firm: Firm
) -> None:
    plan = Plan.objects.get(is_default=True)
    note("firm.opened", firm)
    note("domain.verified", plan, firm=str(firm.pk))
    note("firm.erased", other_firm)
    note("domain.released", plan, firm=str(other_firm.pk))

    response = browser.get(LOG, {"firm": firm.pk})

    assert set(shown(response)) == {"Firm opened", "Own address verified"}
    assert "Peeters &amp; Partners" in response.content.decode()


def test_by_whole_days_of_the_reader(browser: HostClient, jan: User) -> None:
    note("firm.opened", at=NOW.replace(hour=22, minute=30))  # 23:30 in Brussels
    note("firm.erased", at=NOW.replace(hour=23, minute=30))  # 00:30 the day after

    day = {"first": "2026-11-23", "last": "2026-11-23"}

    assert shown(browser.get(LOG, day)) == ["Firm opened"]


@pytest.mark.parametrize(
    "query",
    [
        {"actor": "nobody"},
        {"firm": "x"},
        {"first": "31-02-2026"},
        {"action": "' OR 1=1"},
        {"page": "x"},
    ],
)
def test_nonsense_in_the_address_is_left_out(
    browser: HostClient, query: dict[str, str]
) -> None:
    note("firm.opened")

    response = browser.get(LOG, query)

    assert (response.status_code, shown(response)) == (200, ["Firm opened"])


def test_it_has_pages(browser: HostClient) -> None:
    for number in range(60):
        note("firm.opened", at=NOW + timedelta(minutes=number))

    assert len(shown(browser.get(LOG))) == 50
    assert len(shown(browser.get(LOG, {"page": 2, "action": "firm.opened"}))) == 10


def test_the_file_has_what_is_shown(browser: HostClient, jan: User, firm: Firm) -> None:
    note("firm.opened", firm, by=jan, reason="Asked by phone")
    note("firm.erased", firm)

    response = browser.get(f"{LOG}csv/", {"action": "firm.opened"})

    text = response.content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert len(head) == len(rows[0])
    assert [row[3] for row in rows] == ["firm.opened"]
    assert "Asked by phone" in rows[0][-1]


def test_no_cell_is_a_formula(browser: HostClient, firm: Firm) -> None:
    firm.name = "=HYPERLINK(1)"
    note("firm.opened", firm)

    assert ",'=HYPERLINK(1)," in browser.get(f"{LOG}csv/").content.decode()


def test_nothing_yet_is_said_in_words(browser: HostClient) -> None:
    assert "Nothing yet" in browser.get(LOG).content.decode()
    narrowed = browser.get(LOG, {"first": "2026-11-23"})
    assert "Nothing fits" in narrowed.content.decode()


def test_the_page_costs_the_same_for_many(
    browser: HostClient, jan: User, firm: Firm
) -> None:
    note("firm.opened", firm, by=jan)
    browser.get(LOG)  # afterwards the line of health is remembered
    few = statements(browser, LOG)
    for number in range(60):
        note(f"firm.thing{number}", firm, by=jan)

    assert statements(browser, LOG) == few <= 8


def test_a_firm_is_found_by_its_indexes(control: None, firm: Firm) -> None:
    entries = [
        Entry(at=NOW, action="firm.opened", actor_name="Jan", target_name="Other")
        for _number in range(5000)
    ]
    Entry.objects.bulk_create(entries)
    note("firm.opened", firm)
    note("domain.verified", None, firm=str(firm.pk))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    plan = queries.entries(Filters(firm=firm.pk)).explain()

    assert "audit_entry_target" in plan
    assert "audit_entry_firm" in plan
