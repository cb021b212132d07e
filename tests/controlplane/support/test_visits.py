"""Wait, go over, end."""

from __future__ import annotations

import contextvars
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from provisioning.support import exchange
from provisioning.support.models import Recovery, Visit, VisitState
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.models import Firm
from tests import operators, visits
from tests.cast import Cast
from tests.conftest import HostClient
from tests.controlplane.support.asking import LIST, As


def test_before_the_firm_allows_it_there_is_no_way_in(
    as_operator: As, jan: User, asked: Visit
) -> None:
    browser = as_operator(user=jan)

    assert b"Enter" not in browser.get(LIST).content
    assert browser.post(f"{LIST}visits/{asked.pk}/entry/").status_code == 409


@pytest.mark.django_db(transaction=True)
def test_the_whole_way_over(as_operator: As, firm: Firm, cast: Cast) -> None:
    jan = visits.operator()
    browser = as_operator(user=jan)
    visit = visits.ask(firm, jan)
    visits.grant(visit, cast.olivia)
    entry = f"{LIST}visits/{visit.pk}/entry/"

    assert browser.post(entry).headers["Location"] == entry
    assert b'http-equiv="refresh"' in browser.get(entry).content
    bring(visit)
    page = browser.get(entry)
    form = re.search(
        r'action="http://([^/"]+)(/[^"]*)">\s*<input[^>]*name="token" value="([^"]+)"',
        page.content.decode(),
    )

    assert form is not None
    host, path, token = form.groups()
    assert host.split(":")[0] == firm.primary_host
    assert (
        f"form-action 'self' http://{host}" in page.headers["Content-Security-Policy"]
    )
    guest = HostClient(firm.primary_host)
    assert guest.post(path, {"token": token}).status_code == 302
    assert b"You are visiting as Tablinum support" in guest.get("/desk/").content


def bring(visit: Visit) -> None:
    """The worker does its part."""
    contextvars.Context().run(exchange.bring_pass, visit.pk, at=timezone.now())


def test_a_visit_of_somebody_else_has_no_page(
    as_operator: As, lena: User, asked: Visit
) -> None:
    browser = as_operator(user=lena)

    assert browser.get(f"{LIST}visits/{asked.pk}/entry/").status_code == 404
    assert browser.post(f"{LIST}visits/{asked.pk}/entry/").status_code == 404


def test_a_request_is_withdrawn(as_operator: As, lena: User, asked: Visit) -> None:
    as_operator(user=lena).post(f"{LIST}visits/{asked.pk}/end/")

    asked.refresh_from_db()
    assert asked.state == VisitState.ENDED
    assert Entry.objects.filter(action="support.ended", actor_id=lena.pk).exists()


@pytest.mark.parametrize(
    ("role", "asks", "recovers"),
    [(Role.ADMIN, 200, 200), (Role.SUPPORT, 200, 403), (Role.AUDITOR, 403, 403)],
)
def test_each_role_may_what_it_is_for(
    role: Role, asks: int, recovers: int, as_operator: As, firm: Firm
) -> None:
    browser = as_operator(role)

    assert browser.get(LIST).status_code == 200
    assert browser.get(f"{LIST}visits/new/").status_code == asks
    assert browser.get(f"{LIST}recoveries/new/").status_code == recovers


def test_fifty_visits_cost_no_more_statements_than_one(
    as_operator: As, jan: User, asked: Visit, recovery: Recovery, firm: Firm
) -> None:
    browser = as_operator(user=jan)
    browser.get(LIST)
    few = cost(browser)

    now = timezone.now()
    for number in range(50):
        other = operators.make(Role.SUPPORT)
        at = now - timedelta(hours=number)
        Visit.objects.create(
            firm=firm, operator=other, scope="reading", reason="x", requested_at=at
        )
        Recovery.objects.create(
            firm=firm, owner_name="N", owner_email="n@n.be", reason="x",
            requested_by=other, requested_at=at, state="cancelled",
        )  # fmt: skip

    assert cost(browser) == few
    assert few < 15


def cost(browser: HostClient) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(LIST).status_code == 200
    return len(captured)
