"""A browser in which somebody signed in before is not held up by strangers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.access import actions, lockout
from portal.access.lockout import ACCOUNT_LIMIT
from tenants.accounts.models import User
from tenants.models import Firm
from tests.conftest import HostClient
from tests.portal.access.test_lockout import fail, gets_in
from tests.portal.access.test_two_firms import twin

__all__ = ["twin"]


@pytest.fixture
def own(firm: Firm, inside: object, laura: User) -> HostClient:
    """Laura's browser: she has signed in and out there."""
    browser = HostClient(firm.primary_host)
    assert gets_in(browser, laura)
    browser.post("/sign-out/")
    return browser


def test_a_stranger_keeps_nobody_out_of_his_own_browser(
    own: HostClient, on_firm: HostClient, laura: User
) -> None:
    fail(on_firm, laura.email, times=ACCOUNT_LIMIT)

    assert not gets_in(on_firm, laura)
    assert gets_in(own, laura)


def test_signing_in_there_does_not_let_the_stranger_go_on(
    own: HostClient, on_firm: HostClient, laura: User
) -> None:
    fail(on_firm, laura.email, times=ACCOUNT_LIMIT)

    gets_in(own, laura)

    assert not gets_in(on_firm, laura)


def test_it_may_guess_no_more_than_a_stranger(own: HostClient, laura: User) -> None:
    fail(own, laura.email, times=ACCOUNT_LIMIT)

    assert not gets_in(own, laura)


def test_its_failures_keep_nobody_out_elsewhere(
    own: HostClient, on_firm: HostClient, laura: User
) -> None:
    fail(own, laura.email, times=ACCOUNT_LIMIT)

    assert gets_in(on_firm, laura)


def test_staff_see_and_unlock_it_too(
    own: HostClient, laura: User, olivia: User
) -> None:
    fail(own, laura.email, times=ACCOUNT_LIMIT)
    now = datetime.now(UTC)

    waits = lockout.account_waits_until(laura, at=now)
    actions.unlock(laura, by=olivia, at=now)

    assert waits is not None
    assert gets_in(own, laura)


def test_it_is_known_for_one_account(
    own: HostClient, on_firm: HostClient, sofie: User
) -> None:
    fail(on_firm, sofie.email, times=ACCOUNT_LIMIT)

    assert not gets_in(own, sofie)


@pytest.mark.parametrize("change", [lambda value: f"{value}x", lambda value: value[1:]])
def test_a_changed_cookie_is_a_strangers(
    own: HostClient, on_firm: HostClient, laura: User, change: object
) -> None:
    fail(on_firm, laura.email, times=ACCOUNT_LIMIT)
    cookie = own.cookies["known"]
    cookie.set("known", *[change(cookie.value)] * 2)  # type: ignore[operator]

    assert not gets_in(own, laura)


def test_the_cookie_of_one_firm_is_a_strangers_at_the_other(
    on_other_firm: HostClient, own: HostClient, twin: User
) -> None:
    fail(on_other_firm, twin.email, times=ACCOUNT_LIMIT)
    on_other_firm.cookies["known"] = own.cookies["known"].value

    assert not gets_in(on_other_firm, twin)


def test_after_a_year_it_is_a_stranger_again(
    own: HostClient, on_firm: HostClient, laura: User
) -> None:
    later = datetime.now(UTC) + timedelta(days=366)
    with time_machine.travel(later, tick=False):
        fail(on_firm, laura.email, times=ACCOUNT_LIMIT)

        assert not gets_in(own, laura)


def test_the_cookie_says_nothing_and_is_for_the_server_alone(
    own: HostClient, laura: User
) -> None:
    cookie = own.cookies["known"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert laura.email not in cookie.value
    assert str(laura.pk) not in cookie.value


def test_nobody_gets_one_without_signing_in(on_firm: HostClient, laura: User) -> None:
    fail(on_firm, laura.email)

    assert "known" not in on_firm.cookies
