"""The operators' pages: ask, wait, go over, end; recover, confirm, cancel."""

from __future__ import annotations

import contextvars
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from provisioning.support import actions, exchange
from provisioning.support.models import (
    Recovery,
    RecoveryState,
    Visit,
    VisitScope,
    VisitState,
)
from tenants import scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.audit.models import Entry
from tenants.models import Firm
from tenants.outbox.models import Event
from tests import cast as casting
from tests import operators, visits
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.conftest import own_files

__all__ = ["own_files"]

LIST = "/operate/support/"
As = Callable[..., HostClient]


@pytest.fixture
def jan(firm: Firm) -> User:
    """An administrator, who asks."""
    return operators.make(Role.ADMIN, name="Jan Willems", language="en")


@pytest.fixture
def lena(firm: Firm) -> User:
    """Another administrator."""
    return operators.make(Role.ADMIN, name="Lena Vos", language="en")


@pytest.fixture
def asked(firm: Firm, jan: User) -> Visit:
    """Jan asks to read the desk."""
    return actions.ask(
        firm, reach=VisitScope.READING, reason="x", by=jan, at=timezone.now()
    )


@pytest.fixture
def recovery(firm: Firm, jan: User) -> Recovery:
    """Jan asks for a new owner."""
    return actions.ask_recovery(
        firm,
        owner_name="Nora New",
        owner_email="nora@example.be",
        reason="The owner died",
        by=jan,
        at=timezone.now(),
    )


def test_the_empty_list_says_what_for(as_operator: As, jan: User) -> None:
    page = as_operator(user=jan).get(LIST).content.decode()

    assert "Nobody has asked for a visit yet" in page


def test_from_a_firm_its_address_is_filled_in(
    as_operator: As, jan: User, firm: Firm
) -> None:
    page = as_operator(user=jan).get(f"{LIST}visits/new/?firm={firm.pk}")

    assert b'value="peeters"' in page.content


@pytest.mark.parametrize(
    "key", ["nonsense", "", "01900000-0000-7000-8000-0000000000ff"]
)
def test_an_unknown_firm_in_the_address_is_no_error(
    key: str, as_operator: As, jan: User
) -> None:
    assert as_operator(user=jan).get(f"{LIST}visits/new/?firm={key}").status_code == 200


def test_asking_writes_a_row_the_log_and_the_outbox(
    as_operator: As, jan: User, firm: Firm
) -> None:
    sent = {"firm": "Peeters", "reach": "settings", "reason": "The address fails"}
    answer = as_operator(user=jan).post(f"{LIST}visits/new/", sent)

    visit = Visit.objects.get()
    assert answer.headers["Location"] == LIST
    assert (visit.firm_id, visit.operator_id) == (firm.pk, jan.pk)
    assert Entry.objects.filter(action="support.requested", actor_id=jan.pk).exists()
    assert Event.objects.get(topic="support.visit").payload == {"visit": str(visit.pk)}


@pytest.mark.parametrize(
    "change", [{"firm": "nobody"}, {"reason": ""}, {"reason": "  "}, {"reach": "all"}]
)
def test_what_is_missing_is_said_in_words(
    change: dict[str, str], as_operator: As, jan: User, firm: Firm
) -> None:
    sent = {"firm": "peeters", "reach": "settings", "reason": "x", **change}

    answer = as_operator(user=jan).post(f"{LIST}visits/new/", sent)

    assert answer.status_code == 422
    assert b"Something needs another look" in answer.content
    assert not Visit.objects.exists()


def test_asking_twice_is_refused_in_words(
    as_operator: As, jan: User, asked: Visit
) -> None:
    sent = {"firm": "peeters", "reach": "settings", "reason": "x"}

    answer = as_operator(user=jan).post(f"{LIST}visits/new/", sent)

    assert answer.status_code == 409
    assert b"You have asked this firm already" in answer.content


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


def test_a_recovery_is_asked_for(as_operator: As, jan: User, firm: Firm) -> None:
    sent = {
        "firm": "peeters",
        "owner_name": "Nora New",
        "owner_email": "Nora@Example.be",
        "reason": "The owner died",
    }
    browser = as_operator(user=jan)
    browser.post(f"{LIST}recoveries/new/", sent)

    recovery = Recovery.objects.get()
    assert recovery.owner_email == "nora@example.be"
    assert b"Look and confirm" not in browser.get(LIST).content


def test_who_asked_cannot_confirm(
    as_operator: As, jan: User, recovery: Recovery
) -> None:
    browser = as_operator(user=jan)
    path = f"{LIST}recoveries/{recovery.pk}/confirmation/"

    assert b"Another administrator must confirm it" in browser.get(path).content
    assert browser.post(path, {"typed": "peeters"}).status_code == 409
    recovery.refresh_from_db()
    assert recovery.state == RecoveryState.REQUESTED


def test_another_one_confirms_by_typing(
    as_operator: As, lena: User, recovery: Recovery
) -> None:
    browser = as_operator(user=lena)
    path = f"{LIST}recoveries/{recovery.pk}/confirmation/"

    page = browser.get(path).content.decode()
    assert "This gives one person everything in one firm." in page
    assert "After 72 hours Nora New is invited" in page
    assert browser.post(path, {"typed": "devries"}).status_code == 409
    assert browser.post(path, {"typed": "peeters"}).status_code == 302
    recovery.refresh_from_db()
    assert recovery.state == RecoveryState.CONFIRMED
    assert recovery.due_at == recovery.confirmed_at + settings.RECOVERY_DELAY


def test_a_recovery_is_cancelled(
    as_operator: As, lena: User, recovery: Recovery
) -> None:
    browser = as_operator(user=lena)
    browser.post(f"{LIST}recoveries/{recovery.pk}/cancellation/")

    recovery.refresh_from_db()
    assert recovery.state == RecoveryState.CANCELLED
    assert "Cancelled by Lena Vos" in browser.get(LIST).content.decode()


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


@pytest.fixture
def cast(firm: Firm, own_files: None) -> Cast:
    """Everybody at the firm."""

    def make() -> Cast:
        with scope.scope(firm):
            return casting.make(firm.slug)

    return contextvars.Context().run(make)


def test_the_firm_is_known_by_its_key_alone(asked: Visit) -> None:
    """What goes to the worker names a row, and nothing that somebody typed."""
    payloads = [event.payload for event in Event.objects.all()]

    assert payloads == [{"visit": str(asked.pk)}]
    with pytest.raises(scope.SecondFirm), scope.scope(asked.firm):
        pass
