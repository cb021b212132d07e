"""A session ends when its person is away for long, and after a while in any case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from portal.policy.models import Policy
from tenants import scope
from tenants.accounts.models import Session, User
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.conftest import HostClient

AsUser = Callable[..., HostClient]


def later(**much: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**much), tick=False)


def test_a_client_who_was_away_signs_in_again_and_comes_back(
    as_user: AsUser, sofie: User
) -> None:
    browser = as_user(sofie)

    with later(minutes=31):
        answer = browser.get("/cases/")

        assert answer.status_code == 302
        assert answer["Location"] == "/sign-in/?next=%2Fcases%2F"
        assert "You were signed out" in browser.get(answer["Location"]).content.decode()
        assert browser.get("/cases/").status_code == 302


def test_after_sending_a_form_one_comes_back_to_its_page(
    as_user: AsUser, laura: User, firm: Firm
) -> None:
    browser = as_user(laura)
    form = f"http://{firm.primary_host}/desk/contacts/new/"

    with later(minutes=61):
        answer = browser.post("/desk/contacts/new/", {}, HTTP_REFERER=form)

    assert answer["Location"] == "/sign-in/?next=%2Fdesk%2Fcontacts%2Fnew%2F"


def test_the_end_is_written_down_and_the_row_is_gone(
    as_user: AsUser, sofie: User, firm: Firm
) -> None:
    browser = as_user(sofie)

    with later(minutes=31):
        browser.get("/")

    with scope.scope(firm):
        assert Entry.objects.filter(action="access.timed_out").count() == 1
        assert not Session.objects.filter(user=sofie).exists()


def test_who_keeps_working_stays_until_the_whole_time_is_over(
    as_user: AsUser, sofie: User
) -> None:
    browser = as_user(sofie)
    begin = timezone.now()
    statuses = []

    for minutes in range(20, 12 * 60 + 20, 20):
        with time_machine.travel(begin + timedelta(minutes=minutes), tick=False):
            statuses.append(browser.get("/").status_code)

    assert statuses == [200] * 35 + [302]


def test_staff_and_clients_have_limits_of_their_own(
    as_user: AsUser, sofie: User, laura: User, firm: Firm
) -> None:
    with scope.scope(firm):
        Policy.objects.create(staff_idle_minutes=10, client_idle_minutes=120)
    client, lawyer = as_user(sofie), as_user(laura)

    with later(minutes=11):
        assert client.get("/").status_code == 200
        assert lawyer.get("/desk/").status_code == 302


def test_a_new_limit_holds_for_open_sessions(
    as_user: AsUser, sofie: User, firm: Firm
) -> None:
    browser = as_user(sofie)
    with scope.scope(firm):
        Policy.objects.create(client_session_minutes=5)

    with later(minutes=6):
        assert browser.get("/").status_code == 302


def test_the_other_firms_rules_do_not_count_here(
    as_user: AsUser, sofie: User, other_firm: Firm
) -> None:
    browser = as_user(sofie)
    with scope.scope(other_firm):
        Policy.objects.create(client_idle_minutes=5)

    with later(minutes=6):
        assert browser.get("/").status_code == 200


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_operators_have_half_an_hour(
    as_operator: AsUser, minutes: int, status: int
) -> None:
    browser = as_operator()

    with later(minutes=minutes):
        assert browser.get("/operate/account/").status_code == status


def test_a_session_without_a_row_is_over(
    as_user: AsUser, sofie: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = as_user(sofie)
    monkeypatch.setattr(
        "tenants.accounts.sessions.SessionStore.row",
        property(lambda store: None, lambda store, value: None),
    )

    assert browser.get("/").status_code == 302
