"""Who forgot the password gets in again, by what the mails hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from infra.journey.firm import Firm
from tests.journeys.person import Person
from tests.journeys.running import RunningPlatform
from tests.journeys.test_timeout import SUBMIT, sign_in

NEW = "Five other geese cross the Leie"
RULES = "/desk/settings/security/"
FORGOTTEN = "a[href$='/sign-in/forgotten/']"
BY_MAIL = "a[href$='/sign-in/by-mail/']"


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_an_owner_chooses_a_new_password_by_mail(
    platform: RunningPlatform,
    person: Callable[..., Person],
    firm: Firm,
    *,
    phone: bool,
) -> None:
    olivia, ends = person(phone=phone), f" - {firm.name}"
    olivia.open(f"{firm.url}/sign-in/")
    olivia.look(at="/sign-in/", ends=ends)
    olivia.follow(FORGOTTEN)
    olivia.follow(SUBMIT)
    olivia.look(at="/sign-in/forgotten/", ends=ends)  # nothing typed: told so
    olivia.fill(email=firm.owner_email)
    olivia.follow(SUBMIT)
    olivia.look(at="/sign-in/forgotten/", ends=ends)

    link = platform.mailbox.link(to=firm.owner_email, containing="/new-password/")
    path = link.removeprefix(firm.url)
    olivia.open(link)
    olivia.look(at=path, ends=ends)
    olivia.fill(password=NEW)
    olivia.follow(SUBMIT)
    olivia.look(at="/sign-in/", ends=ends)
    olivia.page.locator("[name='auth-username']").fill(firm.owner_email)
    olivia.page.locator("[name='auth-password']").fill(NEW)
    olivia.follow(SUBMIT)

    olivia.see("main h1")
    assert "/desk/" in olivia.page.url
    assert olivia.problems == []


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_client_meets_the_pages_of_a_mailed_code(
    person: Callable[..., Person], firm: Firm, *, phone: bool
) -> None:
    olivia, ends = person(phone=phone), f" - {firm.name}"
    olivia.open(f"{firm.url}{RULES}")
    sign_in(olivia, firm)
    olivia.tick("has_sign_in_links")
    olivia.follow(SUBMIT)
    sofie = person(phone=phone)

    sofie.open(f"{firm.url}/sign-in/")
    sofie.look(at="/sign-in/", ends=ends)
    sofie.follow(BY_MAIL)
    sofie.look(at="/sign-in/by-mail/", ends=ends)
    sofie.fill(email="sofie@nowhere.example")
    sofie.follow(SUBMIT)
    sofie.look(at="/sign-in/by-mail/code/", ends=ends)
    sofie.fill(code="123456")
    sofie.follow(SUBMIT)

    sofie.look(at="/sign-in/by-mail/code/", ends=ends)
    assert sofie.problems == []
