"""Signing in by a link or a code in a mail, where the firm allows it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail

from portal.access import one_time
from portal.access.models import OneTimeLink, Purpose
from portal.policy.models import Policy
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.models import Firm
from tenants.outbox.delivering import deliver_due
from tests.conftest import HostClient
from tests.factors import app_of, code_on
from tests.portal.access.test_second_factor import token_form
from tests.portal.access.test_sign_in import without_tokens

ASK, CODE = "/sign-in/by-mail/", "/sign-in/by-mail/code/"


@pytest.fixture(autouse=True)
def offered(inside: Firm) -> Policy:
    """The firm allows it."""
    return Policy.objects.create(has_sign_in_links=True)


def ask(browser: HostClient, email: str) -> OneTimeLink:
    """Ask for the mail in this browser; what is in it."""
    assert browser.post(ASK, {"email": email}).url == CODE
    return OneTimeLink.objects.latest("created_at")


def type_code(browser: HostClient, code: str) -> Any:
    return browser.post(CODE, {"code": code})


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def address(link: OneTimeLink) -> str:
    return f"{ASK}{link.token}/"


def is_in(browser: HostClient) -> bool:
    return bool(browser.get("/").status_code == 200)


def test_the_mail_holds_the_link_and_the_code(on_firm: HostClient, sofie: User) -> None:
    link = ask(on_firm, sofie.email)
    deliver_due()

    assert address(link) in mail.outbox[0].body
    assert f"{link.code[:3]} {link.code[3:]}" in mail.outbox[0].body


def test_the_button_behind_the_link_lets_in(on_firm: HostClient, sofie: User) -> None:
    link = ask(on_firm, sofie.email)

    for _ in range(3):
        assert on_firm.get(address(link)).status_code == 200
    assert not is_in(on_firm)

    assert on_firm.post(address(link)).url == "/"
    assert is_in(on_firm)
    assert Entry.objects.get(action="access.signed_in").actor_id == sofie.pk


def test_the_link_works_in_another_browser_too(
    on_firm: HostClient, firm: Firm, sofie: User
) -> None:
    link = ask(on_firm, sofie.email)
    other = HostClient(firm.primary_host)

    other.post(address(link))

    assert is_in(other)
    assert not is_in(on_firm)


def test_the_code_lets_in_the_browser_that_asked(
    on_firm: HostClient, sofie: User
) -> None:
    link = ask(on_firm, sofie.email)

    assert type_code(on_firm, f"{link.code[:3]} {link.code[3:]}").url == "/"
    assert is_in(on_firm)


def test_the_code_is_nothing_in_another_browser(
    on_firm: HostClient, firm: Firm, sofie: User
) -> None:
    link = ask(on_firm, sofie.email)
    other = HostClient(firm.primary_host)

    assert type_code(other, link.code).url == ASK
    ask(other, "nobody@example.com")
    assert type_code(other, link.code).status_code == 422


def test_the_code_of_an_earlier_mail_is_nothing_after_a_new_one(
    on_firm: HostClient, sofie: User
) -> None:
    earlier = ask(on_firm, sofie.email)
    ask(on_firm, sofie.email)

    assert type_code(on_firm, earlier.code).status_code == 422
    assert not is_in(on_firm)


def test_link_and_code_work_once_together(
    on_firm: HostClient, firm: Firm, sofie: User
) -> None:
    link = ask(on_firm, sofie.email)
    type_code(on_firm, link.code)

    assert HostClient(firm.primary_host).post(address(link)).status_code == 410


def test_five_wrong_codes_are_the_last(on_firm: HostClient, sofie: User) -> None:
    link = ask(on_firm, sofie.email)
    for _ in range(one_time.MOST_TRIES):
        assert type_code(on_firm, wrong(link.code)).status_code == 422

    assert type_code(on_firm, link.code).status_code == 410
    assert not is_in(on_firm)
    failures = Entry.objects.filter(action="access.sign_in_failed")
    assert failures.count() == one_time.MOST_TRIES
    assert failures[0].target_id == sofie.pk


def test_both_work_for_ten_minutes(on_firm: HostClient, sofie: User) -> None:
    link = ask(on_firm, sofie.email)

    with time_machine.travel(link.created_at + timedelta(minutes=10), tick=False):
        assert on_firm.get(address(link)).status_code == 410
        assert on_firm.post(address(link)).status_code == 410
        assert type_code(on_firm, link.code).status_code == 410


def test_signing_in_changes_the_key_of_the_session(
    on_firm: HostClient, sofie: User
) -> None:
    link = ask(on_firm, sofie.email)
    before = on_firm.cookies["session"].value

    type_code(on_firm, link.code)

    assert on_firm.cookies["session"].value != before


def test_the_second_factor_is_still_asked_for(on_firm: HostClient, sofie: User) -> None:
    device = app_of(sofie)
    link = ask(on_firm, sofie.email)
    assert on_firm.post(address(link)).url == "/sign-in/"
    assert not is_in(on_firm)

    page = on_firm.get("/sign-in/")

    assert page.context["wizard"]["steps"].current == "token"
    assert on_firm.post("/sign-in/", token_form(code_on(device))).url == "/"
    assert is_in(on_firm)
    assert Entry.objects.get(action="access.signed_in").details["second_factor"]


def test_a_wrong_second_factor_after_a_link_lets_nobody_in(
    on_firm: HostClient, sofie: User
) -> None:
    device = app_of(sofie)
    type_code(on_firm, ask(on_firm, sofie.email).code)

    on_firm.post("/sign-in/", token_form(code_on(device, periods=-9)))

    assert not is_in(on_firm)


def test_the_answers_do_not_tell_who_has_an_account(
    on_firm: HostClient, firm: Firm, sofie: User
) -> None:
    other = HostClient(firm.primary_host)
    link = ask(on_firm, sofie.email)
    ask(other, "nobody@example.com")

    assert without_tokens(on_firm.get(CODE), "") == without_tokens(other.get(CODE), "")
    for _ in range(one_time.MOST_TRIES + 1):
        mine, theirs = (type_code(each, wrong(link.code)) for each in (on_firm, other))
        assert mine.status_code == theirs.status_code


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "1234567", "١٢٣٤٥٦"])
def test_what_is_no_code_costs_no_try(
    code: str, on_firm: HostClient, sofie: User
) -> None:
    link = ask(on_firm, sofie.email)

    assert type_code(on_firm, code).status_code == 422

    link.refresh_from_db()
    assert link.code_tries == 0


def test_staff_get_no_such_mail(on_firm: HostClient, laura: User) -> None:
    ask(on_firm, laura.email)
    deliver_due()

    assert not mail.outbox


def test_a_link_for_a_password_lets_nobody_in(on_firm: HostClient, sofie: User) -> None:
    link = one_time.ask(Purpose.PASSWORD, sofie.email, at=datetime.now(UTC))

    assert on_firm.post(address(link)).status_code == 410


def test_a_closed_account_is_not_let_in(on_firm: HostClient, sofie: User) -> None:
    link = ask(on_firm, sofie.email)
    User.objects.filter(pk=sofie.pk).update(is_active=False)

    assert on_firm.post(address(link)).status_code == 410
    assert type_code(on_firm, link.code).status_code == 422


def test_where_the_firm_does_not_offer_it_there_is_no_such_page(
    on_firm: HostClient, offered: Policy, sofie: User
) -> None:
    link = ask(on_firm, sofie.email)
    Policy.objects.update(has_sign_in_links=False)

    for page in (ASK, CODE, address(link)):
        assert on_firm.get(page).status_code == 404
        assert on_firm.post(page, {"code": link.code}).status_code == 404
    assert b"by-mail" not in on_firm.get("/sign-in/").content


def test_where_it_is_offered_the_sign_in_page_says_so(on_firm: HostClient) -> None:
    assert b"/sign-in/by-mail/" in on_firm.get("/sign-in/").content
