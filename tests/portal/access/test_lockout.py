"""Too many failures: the account waits, and the network."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt, AccessFailureLog, AccessLog

from portal.access import actions, lockout
from portal.access.lockout import ACCOUNT_LIMIT, COOL_OFF, NETWORK_LIMIT
from portal.access.tasks import forget
from tenants import origin, scope
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.factors.models import Authenticator
from tenants.models import Firm
from tests.conftest import HostClient
from tests.factors import app_of, code_on
from tests.portal.access.conftest import PASSWORD
from tests.portal.access.test_second_factor import token_form
from tests.portal.access.test_sign_in import (
    credentials,
    hashes_of_a_try,
    without_tokens,
)

NOBODY = "nobody@example.com"
LATER = COOL_OFF + timedelta(seconds=1)


def fail(browser: HostClient, email: str, *, times: int = 1, **headers: str) -> Any:
    """Try wrong passwords; the last answer."""
    form = credentials(email, "wrong")
    return [browser.post("/sign-in/", form, **headers) for _ in range(times)][-1]


def gets_in(browser: HostClient, user: User, **headers: str) -> bool:
    form = credentials(user.email, PASSWORD)
    return bool(browser.post("/sign-in/", form, **headers).status_code == 302)


def test_the_right_password_does_not_open_an_account_that_waits(
    on_firm: HostClient, laura: User
) -> None:
    fail(on_firm, laura.email, times=ACCOUNT_LIMIT)

    assert not gets_in(on_firm, laura)


def test_one_failure_less_and_it_opens(on_firm: HostClient, laura: User) -> None:
    fail(on_firm, laura.email, times=ACCOUNT_LIMIT - 1)

    assert gets_in(on_firm, laura)


def test_brute_force_from_many_addresses_meets_the_account(
    on_firm: HostClient, laura: User
) -> None:
    for number in range(ACCOUNT_LIMIT):
        fail(on_firm, laura.email, REMOTE_ADDR=f"198.51.100.{number}")

    assert not gets_in(on_firm, laura, REMOTE_ADDR="203.0.113.9")


def test_brute_force_from_one_address_meets_the_network(
    on_firm: HostClient, laura: User
) -> None:
    for number in range(NETWORK_LIMIT):
        fail(on_firm, f"guess{number}@example.com", REMOTE_ADDR="198.51.100.7")

    assert not gets_in(on_firm, laura, REMOTE_ADDR="198.51.100.7")
    assert gets_in(on_firm, laura, REMOTE_ADDR="198.51.100.8")


def test_the_addresses_beside_one_of_ipv6_are_one_network(
    inside: Firm, laura: User
) -> None:
    for number in range(NETWORK_LIMIT):
        count_from(f"2001:db8::{number:x}", f"guess{number}@example.com")

    assert waits_from("2001:db8::ffff", laura.email)
    assert not waits_from("2001:db8:0:1::1", laura.email)


def test_a_forged_x_forwarded_for_is_no_other_network(
    on_firm: HostClient, laura: User
) -> None:
    for number in range(NETWORK_LIMIT):
        fail(
            on_firm,
            f"guess{number}@example.com",
            REMOTE_ADDR="198.51.100.7",
            HTTP_X_FORWARDED_FOR=f"203.0.113.{number}",
        )

    forged = {"HTTP_X_FORWARDED_FOR": "203.0.113.200"}
    assert not gets_in(on_firm, laura, REMOTE_ADDR="198.51.100.7", **forged)


def test_who_waits_gets_in_after_a_quarter_of_an_hour(
    on_firm: HostClient, laura: User
) -> None:
    fail(on_firm, laura.email, times=ACCOUNT_LIMIT)

    with time_machine.travel(datetime.now(UTC) + LATER, tick=False):
        assert gets_in(on_firm, laura)


def test_going_on_does_not_make_the_wait_longer(
    on_firm: HostClient, laura: User
) -> None:
    start = datetime.now(UTC)
    with time_machine.travel(start, tick=False):
        fail(on_firm, laura.email, times=ACCOUNT_LIMIT)
    with time_machine.travel(start + timedelta(minutes=10), tick=False):
        fail(on_firm, laura.email, times=3)

    with time_machine.travel(start + LATER, tick=False):
        assert gets_in(on_firm, laura)


def test_an_address_of_nobody_gets_the_same_page(
    on_firm: HostClient, laura: User
) -> None:
    on_firm.cookies["language"] = "en"
    mine = fail(on_firm, laura.email, times=ACCOUNT_LIMIT)
    none = fail(on_firm, NOBODY, times=ACCOUNT_LIMIT)

    assert mine.status_code == none.status_code == 422
    assert without_tokens(mine, "laura") == without_tokens(none, "nobody")
    assert b"too many tries" in mine.content


@pytest.mark.parametrize("email", ["laura@example.com", NOBODY])
def test_who_waits_costs_one_hash_too(inside: Firm, laura: User, email: str) -> None:
    for _ in range(ACCOUNT_LIMIT):
        lockout.count(email, at=datetime.now(UTC))

    assert hashes_of_a_try(email) == 1


def test_that_an_account_has_to_wait_is_written_down_once(
    on_firm: HostClient, laura: User
) -> None:
    fail(on_firm, laura.email, times=ACCOUNT_LIMIT + 3)

    assert Entry.objects.get(action="access.locked_out").target_id == laura.pk


def test_nothing_that_was_typed_is_kept(on_firm: HostClient, laura: User) -> None:
    agent = {"HTTP_USER_AGENT": "Tell-tale/1.0", "HTTP_ACCEPT": "tell/tale"}
    form = credentials("my-secret-password@oops.be", "another secret")
    on_firm.post("/sign-in/?next=/desk/?q=secret", form, **agent)

    kept = str(list(AccessAttempt.objects.values()))
    assert "secret" not in kept
    assert "tale" not in kept.lower()
    assert AccessAttempt.objects.get().username == lockout.name_of(
        form["auth-username"]
    )
    assert not AccessLog.objects.exists()
    assert not AccessFailureLog.objects.exists()


def test_case_and_spaces_are_no_other_account(on_firm: HostClient, laura: User) -> None:
    for number in range(ACCOUNT_LIMIT):
        fail(on_firm, (" Laura@Example.com", "LAURA@example.COM ")[number % 2])

    assert not gets_in(on_firm, laura)


def test_signing_in_forgets_the_account_and_not_the_network(
    on_firm: HostClient, laura: User
) -> None:
    fail(on_firm, laura.email, times=2)
    fail(on_firm, NOBODY, times=2)

    assert gets_in(on_firm, laura)

    kept = AccessAttempt.objects.get()
    assert (kept.username, kept.failures_since_start) == (lockout.name_of(NOBODY), 2)


def test_one_firms_failures_do_not_count_at_another(
    on_firm: HostClient, other_firm: Firm, laura: User
) -> None:
    fail(on_firm, laura.email, times=ACCOUNT_LIMIT)

    assert contextvars.Context().run(_names_in, other_firm) == (0, False)


def test_wrong_codes_count_and_then_no_code_is_looked_at(
    on_firm: HostClient, laura: User
) -> None:
    device = app_of(laura)
    on_firm.cookies["language"] = "en"
    on_firm.post("/sign-in/", credentials(laura.email, PASSWORD))
    for _ in range(ACCOUNT_LIMIT):
        Authenticator.objects.update(throttling_failure_count=0)
        on_firm.post("/sign-in/", token_form(code_on(device, wrong=1)))
    Authenticator.objects.update(throttling_failure_count=0)

    response = on_firm.post("/sign-in/", token_form(code_on(device)))

    assert b"too many tries" in response.content
    assert on_firm.get("/desk/").url.startswith("/sign-in/")


def test_unlocking_lets_in_at_once_and_is_written_down(
    on_firm: HostClient, laura: User, olivia: User
) -> None:
    fail(on_firm, laura.email, times=ACCOUNT_LIMIT)

    actions.unlock(laura, by=olivia, at=datetime.now(UTC))

    assert gets_in(on_firm, laura)
    entry = Entry.objects.get(action="access.unlocked")
    assert (entry.actor_id, entry.target_id) == (olivia.pk, laura.pk)


@pytest.mark.django_db(transaction=True)
def test_what_does_not_count_any_more_is_removed(firm: Firm) -> None:
    now = datetime.now(UTC)
    with scope.scope(firm):
        lockout.count(NOBODY, at=now - LATER)
        lockout.count("tom@example.com", at=now)
    with scope.public():
        lockout.count(NOBODY, at=now - LATER)

    assert contextvars.Context().run(forget) == 2

    with scope.scope(firm):
        assert AccessAttempt.objects.count() == 1


def _names_in(firm: Firm) -> tuple[int, bool]:
    with scope.scope(firm):
        waits = lockout.waits_until("laura@example.com", at=datetime.now(UTC))
        return AccessAttempt.objects.count(), waits is not None


def count_from(address: str, email: str) -> None:
    _at(address, lambda: lockout.count(email, at=datetime.now(UTC)))


def waits_from(address: str, email: str) -> bool:
    return (
        _at(address, lambda: lockout.waits_until(email, at=datetime.now(UTC)))
        is not None
    )


def _at(address: str, ask: Callable[[], Any]) -> Any:
    token = origin._current.set(origin.Origin(origin.parse(address)))
    try:
        return ask()
    finally:
        origin._current.reset(token)
